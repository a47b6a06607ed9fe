// The check sheet by keyboard: Y, N and 0 answer a question and go on. Without this file every field is there all the same.

const form = document.querySelector("[data-check-sheet]");
const rows = form ? [...form.querySelectorAll("[data-row]")] : [];
const radios = (row) => [...row.querySelectorAll("[type=radio]")];
const note = (row) => row.querySelector(".form-control");
const isAnswered = (row) => radios(row).some((input) => input.checked);
const lacksNote = (row) => row.querySelector("[value=no]").checked && !note(row).value.trim();

function enter(row) {
  const all = radios(row);
  (all.find((input) => input.checked) ?? all[0]).focus();
  row.scrollIntoView({ block: "nearest" });
}

// The next row; after the last one what is still open, else the button.
function onward(row) {
  const next = rows[rows.indexOf(row) + 1] ?? rows.find((one) => !isAnswered(one) || lacksNote(one));
  if (next) enter(next);
  else form.querySelector("[data-submit]").focus();
}

function answer(row, input) {
  input.checked = true;
  if (input.value === "no") note(row).focus();
  else onward(row);
}

function move(row, step) {
  const next = rows[rows.indexOf(row) + step];
  if (next) enter(next);
  else if (step > 0) form.querySelector("[data-submit]").focus();
}

function deedOf(event, row) {
  const input = row.querySelector(`[data-press="${CSS.escape(event.key.toLowerCase())}"]`);
  if (input) return () => answer(row, input);
  if (event.key === "ArrowDown") return () => move(row, 1);
  if (event.key === "ArrowUp") return () => move(row, -1);
  return event.key === "Enter" ? () => onward(row) : null;
}

function pressed(event) {
  const row = event.target.closest?.("[data-row]");
  if (!row || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  const isNote = event.target === note(row);
  const deed = !isNote ? deedOf(event, row)
    : event.key === "Enter" ? () => onward(row)
    : event.key === "Escape" ? () => enter(row)
    : null;
  if (!deed) return;
  event.preventDefault();
  event.stopPropagation();
  deed();
}

if (form) {
  form.querySelector("[data-keys]").hidden = false;
  document.addEventListener("keydown", pressed, true);
  const invalid = form.querySelector(".is-invalid");
  const open = rows.find((row) => !isAnswered(row) || lacksNote(row)) ?? rows[0];
  if (invalid) invalid.focus();
  else if (!document.querySelector("[autofocus]")) enter(open);
}
