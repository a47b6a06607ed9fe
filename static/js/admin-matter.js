// A matter's page by keyboard, and nothing typed is left behind unasked. The page works without this file.

const form = document.getElementById("matter_form");
let touched = false;
let leaving = false;
let checking = false;
let checked = false;
const signedOut = document.getElementById("signed-out");
const stillSignedIn = signedOut?.dataset.check;

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

// A session that ran out while somebody typed: what they typed stays here until they have signed in again in another tab. A new sign-in makes
// the form's token worthless, so it is fetched anew.
async function submitSignedIn(button) {
  checking = true;
  const token = await freshToken().catch(() => ""); // no answer: the save itself will tell
  checking = false;
  signedOut.hidden = token !== null;
  if (token === null) {
    signedOut.focus();
    return;
  }
  if (token) form.elements.csrfmiddlewaretoken.value = token;
  checked = true;
  form.requestSubmit(button);
  checked = false;
}

async function freshToken() {
  const response = await fetch(stillSignedIn, { redirect: "manual" });
  if (response.type === "opaqueredirect") return null;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  return page.querySelector("form [name=csrfmiddlewaretoken]")?.value ?? "";
}

if (form) {
  form.addEventListener("input", touch);
  // The fields with suggestions tell of a change through jQuery only; the admin itself does so for each of them while the page is made ready.
  window.django?.jQuery(() => window.django.jQuery(form).on("change", touch));
  document.addEventListener("formset:added", touch);
  document.addEventListener("formset:removed", touch);
  form.addEventListener("submit", (event) => {
    if (checked || !stillSignedIn) {
      leaving = true;
      return;
    }
    event.preventDefault();
    if (!checking) submitSignedIn(event.submitter);
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
