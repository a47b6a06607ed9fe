// The search field offers what it may mean while somebody types, and a chosen filter changes the list alone. Without this file the words are sent
// with Enter and every filter is a link.

// ms without a key
const WAIT = 150;

function suggest(form) {
  const input = form.querySelector("input[type=search]");
  const box = form.querySelector("#suggestions");
  const status = form.querySelector("[data-suggested]");
  let asked = input.value.trim();
  let timer;

  const links = () => [...box.querySelectorAll("a")];
  const close = () => { box.hidden = true; status.textContent = ""; };

  function typed(event) {
    clearTimeout(timer);
    // Letters that an input method has not turned into characters yet are not what is looked for.
    if (!event.isComposing) timer = setTimeout(look, WAIT);
  }

  function look() {
    const words = input.value.trim();
    if (words === asked) return;
    asked = words;
    if (words) return htmx.trigger(input, "look");
    htmx.trigger(input, "htmx:abort");
    close();
  }

  box.addEventListener("htmx:afterSwap", () => {
    const found = links();
    box.hidden = !found.length || !input.value.trim() || !form.contains(document.activeElement);
    // The last link leads to the whole list.
    status.textContent = found.length ? `${found.length - 1}条建议，按向下键选择` : "";
  });

  function move(event, step) {
    const all = [input, ...links()];
    const next = all[all.indexOf(document.activeElement) + step];
    if (box.hidden || !next) return;
    event.preventDefault();
    next.focus();
  }

  function escape(event) {
    if (box.hidden) return;
    event.preventDefault();
    input.focus();
    close();
  }

  const keys = { ArrowDown: (event) => move(event, 1), ArrowUp: (event) => move(event, -1), Escape: escape };

  form.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    if (keys[event.key]) keys[event.key](event);
    else if (box.contains(event.target) && event.key.length === 1 && event.key !== " ") input.focus(); // it goes on with the word
  });
  input.addEventListener("input", typed);
  input.addEventListener("compositionend", () => typed({}));
  input.addEventListener("focus", () => { box.hidden = !links().length || input.value.trim() !== asked; });
  form.addEventListener("focusout", (event) => { if (!form.contains(event.relatedTarget)) close(); });
  form.addEventListener("submit", () => { clearTimeout(timer); htmx.trigger(input, "htmx:abort"); close(); });
}

// Told once a page and word, so that editors learn what people call things: the words and nothing else.
const told = new Set();

function tellMissed() {
  const missed = document.querySelector("[data-missed]");
  if (!missed || told.has(missed.dataset.words)) return;
  told.add(missed.dataset.words);
  const body = new URLSearchParams({ words: missed.dataset.words });
  if (navigator.sendBeacon && navigator.sendBeacon(missed.dataset.missed, body)) return;
  fetch(missed.dataset.missed, { method: "POST", body, keepalive: true }).catch(() => {});
}

// After a filter was chosen: what was focused is gone, and the number of results is what is to be known.
function changed(event) {
  if (event.detail.elt.id !== "found") return;
  const count = document.getElementById("count");
  document.querySelector("[data-announce]").textContent = count.textContent.replace(/\s+/g, " ").trim();
  count.focus({ preventScroll: true });
  tellMissed();
}

if (window.htmx) document.querySelectorAll("[data-search]").forEach(suggest);
document.body.addEventListener("htmx:afterSettle", changed);
// The line is down or the server answers with an error page: the link is followed as it would be without this file.
for (const failure of ["htmx:sendError", "htmx:responseError"]) {
  document.body.addEventListener(failure, ({ detail }) => { if (detail.boosted) location.assign(detail.pathInfo.requestPath); });
}
tellMissed();
