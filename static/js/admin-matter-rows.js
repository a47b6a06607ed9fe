// Rows of a matter's lists are put in order by dragging their handle or by two buttons. Without this file the numbers are typed.

const said = document.createElement("p");
said.className = "visually-hidden";
said.setAttribute("role", "status");
document.getElementById("matter_form")?.append(said);

const isRow = (element, prefix) => /^\d+$/.test(element.id.slice(prefix.length + 1));
const position = (row) => row.querySelector(`[name="${row.id}-position"]`);

function rowsOf(group) {
  const prefix = group.id.replace(/-group$/, "");
  return [...group.querySelectorAll(`[id^="${prefix}-"]`)].filter((e) => isRow(e, prefix) && position(e));
}

// The errors of a table's row stand in a line of their own above it.
function withErrors(row) {
  const above = row.previousElementSibling;
  return above?.classList.contains("row-form-errors") ? [above, row] : [row];
}

function number(group) {
  rowsOf(group).forEach((row, index) => {
    const input = position(row);
    if (input.value === String(index + 1)) return;
    input.value = index + 1;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

function place(row, other, after) {
  if (!other || other === row) return;
  if (after) other.after(...withErrors(row));
  else withErrors(other)[0].before(...withErrors(row));
}

function step(group, row, by, button) {
  const rows = rowsOf(group);
  const other = rows[rows.indexOf(row) + by];
  if (!other) return;
  place(row, other, by > 0);
  number(group);
  button.focus();
  said.textContent = `已移到第${rowsOf(group).indexOf(row) + 1}行，共${rows.length}行`;
}

// Heard on the document: the handle itself is moved with its row, and would lose the pointer.
function drag(group, row, start) {
  start.preventDefault();
  row.classList.add("is-moving");
  const heard = new AbortController();
  const hear = (name, act) => document.addEventListener(name, act, { signal: heard.signal });
  hear("pointermove", (event) => {
    const under = document.elementFromPoint(event.clientX, event.clientY);
    const other = rowsOf(group).find((candidate) => candidate.contains(under));
    if (!other || other === row) return;
    const box = other.getBoundingClientRect();
    place(row, other, event.clientY > box.top + box.height / 2);
  });
  const drop = () => {
    heard.abort();
    row.classList.remove("is-moving");
    number(group);
  };
  hear("pointerup", drop);
  hear("pointercancel", drop);
}

function button(words, sign) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = sign;
  made.title = words;
  made.setAttribute("aria-label", words);
  return made;
}

function equip(group, row) {
  if (row.querySelector(":scope .row-moves")) return;
  const moves = document.createElement("span");
  moves.className = "row-moves";
  const handle = button("拖动排序", "⠿");
  handle.className = "row-handle";
  handle.tabIndex = -1; // the two buttons are the keyboard's way
  handle.addEventListener("pointerdown", (event) => drag(group, row, event));
  const [up, down] = [button("上移", "↑"), button("下移", "↓")];
  up.addEventListener("click", () => step(group, row, -1, up));
  down.addEventListener("click", () => step(group, row, 1, down));
  moves.append(handle, up, down);
  (row.matches("tr") ? position(row).parentElement : row.querySelector("h3")).append(moves);
}

// A refused page shows its rows in the order they were sent; they are put back where they were moved to.
function restore(group) {
  const rows = rowsOf(group);
  const wanted = [...rows].sort((a, b) => Number(position(a).value || Infinity) - Number(position(b).value || Infinity));
  if (wanted.every((row, index) => row === rows[index])) return;
  for (const row of wanted) place(row, rowsOf(group).at(-1), true);
}

for (const group of document.querySelectorAll(".js-inline-admin-formset")) {
  const prefix = group.id.replace(/-group$/, "");
  if (!group.querySelector(`[name="${prefix}-__prefix__-position"]`)) continue;
  group.classList.add("is-sortable");
  restore(group);
  rowsOf(group).forEach((row) => equip(group, row));
}

document.addEventListener("formset:added", (event) => {
  const group = event.target.closest(".is-sortable");
  if (!group) return;
  event.target.querySelector(".row-moves")?.remove();
  equip(group, event.target);
  number(group);
});
document.addEventListener("formset:removed", () => {
  document.querySelectorAll(".is-sortable").forEach(number);
});
