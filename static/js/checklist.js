// The list to tick on a guide page. What is ticked stays in this browser, by page and answers; nothing is sent anywhere.
// Plain ES2017 without modules: old WebViews know it.

(function () {
  "use strict";

  const bar = document.querySelector("[data-checklist]");
  if (!bar) return;
  const boxes = Array.from(document.querySelectorAll("[data-key]"));
  const changed = document.querySelector("[data-changed]");
  const clear = bar.querySelector("[data-clear]");
  const place = `checklist:${bar.dataset.checklist}`;
  const answers = bar.dataset.answers;
  let kept = {};
  let cleared = null;

  function read() {
    try {
      return JSON.parse(localStorage.getItem(place)) || {};
    } catch (error) {
      return {};
    }
  }

  function write() {
    const all = read();
    try {
      const lists = Object.assign({}, all.lists, { [answers]: kept });
      localStorage.setItem(place, JSON.stringify({ last: answers, lists }));
    } catch (error) {
      // The browser keeps nothing: the list still works until the page is left.
    }
  }

  function ofBox(box) {
    return { name: box.dataset.name, mark: box.dataset.mark };
  }

  function ofBoxes(some) {
    const found = {};
    for (const box of some) found[box.dataset.key] = ofBox(box);
    return found;
  }

  // Ticks under these answers; else those under the answers given last, as far as the papers are asked for here as well.
  function remembered() {
    const { last, lists = {} } = read();
    if (lists[answers]) return lists[answers];
    const before = lists[last] || {};
    return ofBoxes(boxes.filter((box) => before[box.dataset.key]));
  }

  function show() {
    for (const box of boxes) box.checked = Boolean(kept[box.dataset.key]);
    const groups = Array.from(document.querySelectorAll("[data-group]"));
    for (const group of groups) group.classList.toggle("is-ready", Boolean(group.querySelector("[data-key]:checked")));
    const sure = groups.filter((group) => group.dataset.group === "sure");
    const ready = sure.filter((group) => group.classList.contains("is-ready")).length;
    const done = sure.length && ready === sure.length;
    bar.querySelector("[data-count]").textContent = `已备齐 ${ready}/${sure.length}${done ? "，可以去办了" : ""}`;
    clear.hidden = !Object.keys(kept).length && !cleared;
    clear.textContent = cleared ? "恢复勾选" : "清除";
  }

  // What was ticked in an older edition: asked for otherwise by now, or not any more.
  function compare() {
    const named = (keys) => keys.map((key) => `“${kept[key].name}”`).join("、");
    const boxOf = (key) => boxes.find((box) => box.dataset.key === key);
    const gone = Object.keys(kept).filter((key) => !boxOf(key));
    const other = Object.keys(kept).filter((key) => boxOf(key) && boxOf(key).dataset.mark !== kept[key].mark);
    const words = [other.length ? `${named(other)}的要求变了，请再看一遍` : "", gone.length ? `${named(gone)}不再需要` : ""];
    changed.hidden = !gone.length && !other.length;
    changed.querySelector("[data-changed-words]").textContent = `您勾选过的材料有变化：${words.filter(Boolean).join("；")}。`;
  }

  function start() {
    kept = remembered();
    show();
    compare();
  }

  document.addEventListener("change", (event) => {
    const box = event.target;
    if (!boxes.includes(box)) return;
    cleared = null;
    if (box.checked) kept[box.dataset.key] = ofBox(box);
    else delete kept[box.dataset.key];
    write();
    show();
  });

  clear.addEventListener("click", () => {
    [kept, cleared] = cleared ? [cleared, null] : [{}, kept];
    write();
    show();
    compare();
  });

  changed.querySelector("button").addEventListener("click", () => {
    kept = ofBoxes(boxes.filter((box) => box.checked));
    write();
    compare();
    show();
  });

  window.addEventListener("storage", start); // ticked in another tab
  bar.hidden = false;
  start();
})();
