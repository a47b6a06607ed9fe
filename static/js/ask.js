// The questions by number key. The page works without this file; it only saves the hand to the mouse.

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.repeat) return;
  const option = /^[1-9]$/.test(event.key) && document.querySelector(`a[data-digit="${event.key}"]`);
  if (option) option.click();
});
