// The counter by keyboard. Every page works without this file; it only saves the clerk's hands.

const typing = (target) => target.matches?.("textarea, select, input:not([type=radio], [type=checkbox])");
const plain = (event) => !(event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.repeat);

// data-key="p" or "Escape n": the key does what a click does.
function pressKey(event) {
  if (!plain(event) || (typing(event.target) && event.key !== "Escape")) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const target = document.querySelector(`[data-key~="${CSS.escape(key)}"]`);
  if (target) {
    event.preventDefault();
    target.click();
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

// Desk: results while typing, digits and arrows to choose.
function desk(root) {
  const input = root.querySelector("input[type=search]");
  const list = root.querySelector("[data-results]");
  const status = root.querySelector("[data-status]");
  let shown = input.value.trim();
  let timer;
  let request;

  const links = () => [...list.querySelectorAll("[data-result]")];
  const isCurrent = () => shown === input.value.trim();
  const isScan = (text) => /[/:：、]|[0-9a-z]{15}/i.test(text);

  async function refresh() {
    const text = input.value.trim();
    if (text === shown || isScan(text)) return;
    request?.abort();
    request = new AbortController();
    try {
      const address = `${location.pathname}?live=1&q=${encodeURIComponent(text)}`;
      const response = await fetch(address, { signal: request.signal });
      if (response.redirected || !response.ok) return;
      show(text, await response.text());
    } catch (error) {
      if (error.name !== "AbortError") shown = null; // the line is down: Enter still sends the form
    }
  }

  function show(text, html) {
    list.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
    status.textContent = list.querySelector("[data-found]")?.textContent.trim() ?? "";
    shown = text;
  }

  function typed(event) {
    if (event.isComposing) return;
    clearTimeout(timer);
    timer = setTimeout(refresh, 120);
  }

  function move(event, step) {
    const all = [input, ...links()];
    const next = all[all.indexOf(document.activeElement) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  }

  function digit(event) {
    // In a code or a serial a digit is a digit; after Chinese words, or on the list, it chooses.
    if (event.target === input && (!input.value.trim() || /[0-9a-z〔[(【（]/i.test(input.value))) return false;
    const link = isCurrent() && links()[Number(event.key) - 1];
    if (link) {
      event.preventDefault();
      link.click();
    }
    return Boolean(link);
  }

  root.addEventListener("keydown", (event) => {
    if (!plain(event) && !event.key.startsWith("Arrow")) return;
    const onPage = event.target === input || event.target.matches("[data-result]");
    if (!onPage || event.isComposing) return;
    if (event.key === "ArrowDown") move(event, 1);
    else if (event.key === "ArrowUp") move(event, -1);
    else if (event.key === "Escape") clear();
    else if (/^[1-9]$/.test(event.key) && digit(event)) return;
    else if (event.target !== input && event.key.length === 1 && event.key !== " ") input.focus();
    else if (event.key === "Enter" && event.target === input) open(event);
  });

  function open(event) {
    const first = input.value.trim() && isCurrent() && links()[0];
    if (!first) return;
    event.preventDefault();
    first.click();
  }

  function clear() {
    input.value = "";
    input.focus();
    refresh();
  }

  input.addEventListener("input", typed);
  input.addEventListener("compositionend", typed);
  input.select();
}

// Situation: a choice reloads the page with it; digits answer the question at hand.
function situation() {
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-question]");
    if (!form) return;
    const chosen = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    location.replace(`${form.action}?${chosen}`);
  });
  document.addEventListener("keydown", (event) => {
    if (!plain(event) || !/^[0-9]$/.test(event.key) || typing(event.target)) return;
    const form = event.target.closest("form[data-question]") ?? document.querySelector("form[data-current]");
    form?.querySelector(`[data-digit="${event.key}"]`)?.click();
  });
}

// Notice: print what the frame shows.
function printing(button) {
  const frame = document.querySelector("[data-paper]");
  button.addEventListener("click", () => {
    frame.contentWindow.focus();
    frame.contentWindow.print();
  });
}

document.addEventListener("keydown", pressKey);
document.addEventListener("submit", sendOnce);
addEventListener("pageshow", forgetSent);
document.querySelectorAll("[data-desk]").forEach(desk);
document.querySelectorAll("[data-print]").forEach(printing);
if (document.querySelector("[data-question]")) situation();
