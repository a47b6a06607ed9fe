// The counter by keyboard. Every page works without this file; it only saves the clerk's hands.

const typing = (target) => target.matches?.("textarea, select, input:not([type=radio], [type=checkbox])");
const plain = (event) => !(event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.repeat);

// What is typed next goes into what the key opened; on its heading every letter would be a key of the page.
function enterDetails(summary) {
  const details = summary.parentElement;
  const field = details.open && details.querySelector("input:not([type=hidden])");
  (field || summary).focus();
}

// Among radio buttons an arrow moves; only where a situation is asked does ← take the answer back.
const moving = (event) =>
  event.key.startsWith("Arrow") && event.target.matches?.("[type=radio]") && !event.target.closest("form[data-question]");

// data-key="p" or "Escape n": the key does what a click does.
function pressKey(event) {
  if (!plain(event) || moving(event) || (typing(event.target) && !/^(Escape|F\d+)$/.test(event.key))) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const target = document.querySelector(`[data-key~="${CSS.escape(key)}"]`);
  if (target) {
    event.preventDefault();
    if (target.matches("input")) target.focus(); // so that Enter then sends its form
    target.click();
    if (target.matches("summary")) enterDetails(target);
  }
}

// A form marked data-once goes out once, however often the button is hit while the answer is on its way.
function sendOnce(event) {
  const form = event.target;
  if (!("once" in form.dataset)) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "1";
}

// Back from the next page: what was sent may be sent again (the server knows it by its key).
function forgetSent() {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
}

// Situation: a choice reloads the page with it; digits answer the question at hand, after the last one Enter issues.
function situation() {
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-question]");
    if (!form) return;
    const chosen = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    location.replace(`${form.action}?${chosen}`);
  });
  document.addEventListener("submit", (event) => {
    // Enter on a question that nothing was chosen for: nothing to send.
    if ("question" in event.target.dataset) event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (!plain(event) || typing(event.target)) return;
    // ← takes an answer back; among radio buttons it would choose one, where there is none to take back.
    if (event.key === "ArrowLeft" && event.target.closest("form[data-question]")) event.preventDefault();
    if (!/^[0-9]$/.test(event.key)) return;
    const form = event.target.closest("form[data-question]") ?? document.querySelector("form[data-current]");
    form?.querySelector(`[data-digit="${event.key}"]`)?.click();
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-replace]");
    if (!link) return;
    event.preventDefault();
    location.replace(link.href); // as an answer does: Back leads to the desk and not through the answers
  });
}

// Where nothing is asked Enter issues as well, but not the second half of the double Enter that opened the page.
function readyToIssue(button) {
  if (button.autofocus) button.focus(); // the browser's own autofocus waits for the first paint
  else if (!document.querySelector("[data-question]")) setTimeout(() => button.focus(), 400);
}

const AT_ONCE = "print-at-once";

function remembered() {
  try {
    return localStorage.getItem(AT_ONCE) === "1";
  } catch {
    return false; // storage is switched off in this browser
  }
}

// The switch 出具后直接打印, one for every page that shows it.
function printAtOnce(box) {
  box.closest("[hidden]").hidden = false;
  box.checked = remembered();
  box.addEventListener("change", () => localStorage.setItem(AT_ONCE, box.checked ? "1" : "0"));
}

// Notice: print what the frame shows, once by itself where that is wanted. Afterwards Enter goes on to the next applicant: a second printing is R.
function printing(button) {
  const frame = document.querySelector("[data-paper]");
  function print() {
    frame.contentWindow.print();
    document.querySelector("[data-next]")?.focus();
  }
  function byItself() {
    const isWanted = new URLSearchParams(location.search).has("print") || ("atOnce" in button.dataset && remembered());
    if (!isWanted || history.state?.printed) return; // not again on a reload or on the way back
    history.replaceState({ printed: true }, "");
    print();
  }
  button.addEventListener("click", print);
  if (document.readyState === "complete") byItself();
  else addEventListener("load", byItself); // the window has loaded when the paper in its frame has
}

document.addEventListener("keydown", pressKey);
document.addEventListener("submit", sendOnce);
addEventListener("pageshow", forgetSent);
document.querySelectorAll("[data-print-at-once]").forEach(printAtOnce);
document.querySelectorAll("[data-print]").forEach(printing);
document.querySelectorAll("[data-ready]").forEach(readyToIssue);
if (document.querySelector("[data-question]")) situation();
