// Where somebody lives is chosen once: kept in this browser, sent nowhere but in the address they ask for.

const KEPT = "area";
const form = document.querySelector("form[data-near]");

function storage() {
  try {
    return window.localStorage;
  } catch (error) {
    return null; // switched off: then it is chosen every time
  }
}

function show(code) {
  form.elements.at.value = code || "";
  if (form.elements.at.selectedIndex < 0) form.elements.at.value = "";
  form.querySelector("[data-near-kept]").hidden = !form.elements.at.value;
}

if (form && storage()) {
  show(storage().getItem(KEPT));
  form.addEventListener("submit", () => storage().setItem(KEPT, form.elements.at.value));
  form.querySelector("[data-near-forget]").addEventListener("click", () => {
    storage().removeItem(KEPT);
    show("");
    form.elements.at.focus();
  });
}
