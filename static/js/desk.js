// The desk by keyboard: results while typing, digits and arrows to choose. Without this file the words are sent with Enter.

// ms without a key: for the next letter of a word, and for the next of a code that begins with a digit
const WAIT = 80;
const WAIT_AFTER_DIGIT = 300;
const byKeyboard = (event) => !(event.ctrlKey || event.altKey || event.metaKey || event.isComposing);

function desk(root) {
  const input = root.querySelector("input[type=search]");
  const list = root.querySelector("[data-results]");
  const status = root.querySelector("[data-status]");
  let shown = input.value.trim();
  let timer;
  let request;
  let early = ""; // a digit that was hit before its list had come
  let pending; // the line that a digit chooses unless another key follows

  const links = () => [...list.querySelectorAll("[data-result]")];
  const isCurrent = () => shown === input.value.trim();
  // Whether that digit goes on what is typed to a public code: the list says which do.
  const mayBeCode = (key) => list.querySelector("[data-code-digits]")?.dataset.codeDigits.includes(key);
  // An address, or the long code that a scanner types: letters alone are pinyin, however many.
  const isScan = (text) => /[/:：、]|(?=[a-z]*[0-9])[0-9a-z]{15}/i.test(text);

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
    const key = early;
    if (!key || !isCurrent()) return;
    if (mayBeCode(key)) pending = links()[Number(key) - 1];
    else if (choose(key)) return;
    input.value += key;
    typed({});
  }

  function typed(event) {
    if (event.isComposing) return;
    clearTimeout(timer);
    early = "";
    const link = pending ?? picked();
    pending = undefined;
    timer = link ? setTimeout(() => follow(link), WAIT_AFTER_DIGIT) : setTimeout(refresh, WAIT);
  }

  // A digit alone, typed while the list is what the window keeps at hand, means that line of it.
  function picked() {
    const text = input.value.trim();
    return shown === "" && /^[1-9]$/.test(text) ? links()[Number(text) - 1] : undefined;
  }

  function follow(link) {
    clearTimeout(timer);
    if (shown === "") input.value = "";
    link.click();
  }

  function move(event, step) {
    const all = [input, ...links()];
    const at = event.target.closest("li")?.querySelector("[data-result]") ?? input;
    const next = all[all.indexOf(at) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  }

  // → from a line to its star, ← back.
  function aside(event, selector) {
    const target = event.target.closest("li")?.querySelector(selector);
    if (!target) return;
    event.preventDefault();
    target.focus();
  }

  function digit(event) {
    // In a code, a serial or a scanned address a digit is a digit: these begin with capitals, one letter, a digit or http://. After words and
    // pinyin, and on the list, it chooses.
    const text = input.value.trim();
    if (event.target === input && (!text || isScan(text) || /^[a-z]$|[0-9A-Z〔[(【（]/.test(text))) return false;
    const isComing = !isCurrent() && shown !== null && !isScan(text);
    if (isComing) early = event.key;
    else if (event.target === input && mayBeCode(event.key)) {
      pending = links()[Number(event.key) - 1];
      return false;
    }
    if (isComing || choose(event.key)) event.preventDefault();
    return event.defaultPrevented;
  }

  function choose(key) {
    const link = links()[Number(key) - 1];
    if (link) follow(link);
    return Boolean(link);
  }

  const moves = {
    ArrowDown: (event) => move(event, 1),
    ArrowUp: (event) => move(event, -1),
    ArrowRight: (event) => aside(event, "[data-star]"),
    ArrowLeft: (event) => aside(event, "[data-result]"),
    Escape: () => clear(),
    Enter: (event) => event.target === input && open(event),
  };

  root.addEventListener("keydown", (event) => {
    if (!byKeyboard(event) || !(event.target === input || event.target.closest(".line"))) return;
    if (early && event.key.length === 1) {
      input.value += early; // it was part of a code after all
      early = "";
    }
    if (event.key in moves) moves[event.key](event);
    else if (event.repeat) return;
    else if (/^[1-9]$/.test(event.key) && digit(event)) return;
    else if (event.target !== input && event.key.length === 1 && event.key !== " ") input.focus();
  });

  function open(event) {
    const first = picked() ?? (input.value.trim() && isCurrent() && links()[0]);
    if (!first || event.repeat) return;
    event.preventDefault();
    follow(first);
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

document.querySelectorAll("[data-desk]").forEach(desk);
