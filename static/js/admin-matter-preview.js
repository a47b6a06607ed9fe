// The sheet beside the form: what is filled in now, shown a moment after the last change, one request at a time.

const DELAY = 800;
const KEY = "matter-preview";
const panel = document.getElementById("live-preview");
const toggle = document.querySelector("[data-preview-toggle]");
const form = document.getElementById("matter_form");
const [status, facts, choices] = ["status", "facts", "choices"].map((name) => panel.querySelector(`[data-${name}]`));
let timer;
let running = false;
let outdated = false;
let near = "";

const parsed = (html) => new DOMParser().parseFromString(html, "text/html").body.childNodes;

function body() {
  const data = new FormData(form);
  const chosen = choices.querySelector("form");
  for (const [name, value] of chosen ? new FormData(chosen) : []) data.append(name, value);
  data.append("near", near);
  return data;
}

async function refresh() {
  if (panel.hidden) return;
  if (running) {
    outdated = true;
    return;
  }
  running = true;
  outdated = false;
  status.textContent = "正在排版……";
  try {
    const response = await fetch(panel.dataset.url, { method: "POST", body: body() });
    if (response.redirected || !response.ok) throw new Error(String(response.status));
    const answer = await response.json();
    if (!outdated) show(answer);
  } catch {
    status.textContent = "预览暂时出不来，请稍后再试，或保存后用“预览告知单”。";
  } finally {
    running = false;
    if (outdated) refresh();
  }
}

function show(answer) {
  if (answer.problems) {
    status.textContent = "填写有误，改正以后再排版：";
    facts.replaceChildren(listed(answer.problems));
    return;
  }
  near = answer.setting;
  status.textContent = "已按当前内容排版。";
  facts.replaceChildren(...parsed(answer.facts));
  offer(answer.choices);
  paper(answer.pdf);
}

function listed(problems) {
  const list = document.createElement("ul");
  list.className = "preview-problem";
  for (const { message, anchor } of problems) {
    const link = document.createElement("a");
    link.href = anchor;
    link.textContent = message;
    const item = document.createElement("li");
    item.append(link);
    list.append(item);
  }
  return list;
}

function offer(html) {
  const focused = choices.contains(document.activeElement) && document.activeElement.id;
  choices.replaceChildren(...parsed(html));
  if (focused) document.getElementById(focused)?.focus();
}

// A new frame each time: a frame whose address changes would fill the back button's list.
function paper(address) {
  const old = panel.querySelector("[data-paper]");
  const shown = `${address}#navpanes=0&view=FitH`;
  if (old.getAttribute("src") === shown) return;
  const fresh = old.cloneNode();
  fresh.hidden = false;
  fresh.src = shown;
  old.replaceWith(fresh);
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(refresh, DELAY);
}

function open(wanted) {
  panel.hidden = !wanted;
  document.documentElement.classList.toggle("preview-open", wanted);
  toggle.setAttribute("aria-expanded", String(wanted));
  try {
    localStorage.setItem(KEY, wanted ? "1" : "");
  } catch {
    // a browser that keeps nothing: the panel opens by hand
  }
  if (wanted) refresh();
}

function wasOpen() {
  try {
    return Boolean(localStorage.getItem(KEY));
  } catch {
    return false;
  }
}

toggle.hidden = false;
toggle.addEventListener("click", () => open(panel.hidden));
form.addEventListener("input", later);
window.django?.jQuery(() => window.django.jQuery(form).on("change", later));
document.addEventListener("formset:added", later);
document.addEventListener("formset:removed", later);
choices.addEventListener("change", refresh);
choices.addEventListener("submit", (event) => {
  event.preventDefault();
  refresh();
});
if (wasOpen()) open(true);
