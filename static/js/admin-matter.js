// A matter's page by keyboard, and nothing typed is left behind unasked. The page works without this file.

const form = document.getElementById("matter_form");
let touched = false;
let leaving = false;

// Ctrl+S (⌘S) saves and stays.
document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== "s") return;
  const save = form?.querySelector("input[name=_continue]") ?? form?.querySelector("input[name=_save]");
  event.preventDefault();
  if (!event.repeat) save?.click();
});

function touch() {
  touched = true;
}

if (form) {
  form.addEventListener("input", touch);
  // The fields with suggestions tell of a change through jQuery only; the admin itself does so for each of them while the page is made ready.
  window.django?.jQuery(() => window.django.jQuery(form).on("change", touch));
  document.addEventListener("formset:added", touch);
  document.addEventListener("formset:removed", touch);
  form.addEventListener("submit", () => {
    leaving = true;
  });
  addEventListener("pageshow", () => {
    leaving = false;
  });
  addEventListener("beforeunload", (event) => {
    if (touched && !leaving) event.preventDefault();
  });
  if (document.getElementById("problems")) touched = true; // what was refused is not saved either
}

document.getElementById("problems")?.focus();

// The fields with suggestions are built by select2, which names them by what is chosen: an empty one would have no name.
function named(root) {
  for (const select of root.querySelectorAll("select.admin-autocomplete")) {
    const words = select.getAttribute("aria-label") ?? select.labels[0]?.textContent.replace(/[:：]\s*$/, "") ?? "";
    const built = select.nextElementSibling;
    const parts = ".select2-selection--single, .select2-selection--single .select2-selection__rendered, .select2-search__field";
    for (const part of built?.querySelectorAll(parts) ?? []) {
      part.removeAttribute("aria-labelledby");
      part.setAttribute("aria-label", words.trim());
    }
  }
}

window.django?.jQuery(() => {
  named(document);
  document.addEventListener("formset:added", (event) => named(event.target));
  window.django.jQuery(document).on("select2:open", () => {
    document.querySelector(".select2-dropdown .select2-search__field")?.setAttribute("aria-label", "查找");
  });
});
