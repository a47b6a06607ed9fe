// Telling by telephone, and sending the link. Without this file the whole script stands on the page and texts are copied by hand.

// The script: one group at a time; ↓ or space moves on, ↑ goes back, while the focus is in it.
function reading(root) {
  const groups = [...root.querySelectorAll("[data-group]")];
  const place = root.querySelector("[data-place]");
  let at = 0;

  function show(next) {
    at = Math.max(0, Math.min(groups.length - 1, next));
    groups.forEach((group, n) => {
      group.hidden = n !== at;
    });
    place.textContent = `${at + 1} / ${groups.length}`;
    root.querySelector('[data-step="-1"]').disabled = at === 0;
    root.querySelector('[data-step="1"]').disabled = at === groups.length - 1;
  }

  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const step = { ArrowDown: 1, " ": 1, ArrowUp: -1 }[event.key];
    if (!step || (event.key === " " && event.target !== root)) return;
    event.preventDefault();
    show(at + step);
  });
  for (const button of root.querySelectorAll("[data-step]")) {
    button.addEventListener("click", () => {
      show(at + Number(button.dataset.step));
      if (button.disabled) root.focus();
    });
  }
  for (const part of root.querySelectorAll("[data-with-script]")) part.hidden = false;
  show(0);
}

// Copying: the clipboard of the browser needs HTTPS; where it refuses, the text is selected and copied the old way.
function copying(button) {
  const field = document.getElementById(button.dataset.copy);
  const status = document.querySelector("[data-copied]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      document.execCommand("copy");
    }
    button.focus(); // in the field the keys of the page would only be letters
    status.textContent = `已复制${button.textContent.includes("短信") ? "短信文案" : "网址"}。`;
  });
}

document.querySelectorAll("[data-script]").forEach(reading);
document.querySelectorAll("[data-copy]").forEach(copying);
