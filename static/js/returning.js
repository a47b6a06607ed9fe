// The check page by keyboard. Without this file every field is there all the same; it moves, fills in and hides.

const form = document.querySelector("[data-checking]");
const rows = [...form.querySelectorAll("[data-paper]")];
const tally = form.querySelector("[data-tally]");
const isText = (target) => target.matches?.("input[type=text], input[type=date], input:not([type]), select, textarea");

const states = (row) => [...row.querySelectorAll(".ticks input")];
const stateOf = (row) => states(row).find((input) => input.checked)?.value ?? "";
const rowAt = (element) => element?.closest?.("[data-paper]");

function enter(row) {
  const all = states(row);
  (all.find((input) => input.checked) ?? all[0]).focus();
  row.scrollIntoView({ block: "nearest" });
}

// The next paper that nobody looked at yet; after the last one the decision.
function onward(row) {
  const next = rows.slice(rows.indexOf(row) + 1).find((one) => !isSettled(one)) ?? rows.find((one) => !isSettled(one));
  if (next) return enter(next);
  form.querySelector(".decisions label:not([hidden]) input")?.focus();
}

const members = (row) => rows.filter((one) => one.dataset.group && one.dataset.group === row.dataset.group);
const isSettled = (row) =>
  stateOf(row) !== "" ||
  "optional" in row.dataset ||
  members(row).some((one) => ["received", "wrong"].includes(stateOf(one)));

// What of the list is lacking: of alternatives one received is enough.
function isLacking(row) {
  if (!["missing", "wrong"].includes(stateOf(row))) return false;
  if ("optional" in row.dataset && stateOf(row) === "missing") return false;
  return !members(row).some((one) => stateOf(one) === "received");
}

function update() {
  const open = rows.filter((row) => !isSettled(row)).length;
  const lacking = rows.filter(isLacking).length;
  const some = rows.some((row) => ["received", "wrong"].includes(stateOf(row)));
  tally.textContent = open ? `还有${open}项没有核对` : lacking ? `差${lacking}项` : "材料齐全";
  const fits = { complete: !open && !lacking, lacking: !open && lacking > 0, some };
  for (const label of form.querySelectorAll("[data-needs]")) {
    const needs = label.dataset.needs;
    label.hidden = Boolean(needs) && !fits[needs];
    const input = label.querySelector("input");
    if (label.hidden) input.checked = false;
  }
  const chosen = form.querySelector("[name=decision]:checked");
  const submit = form.querySelector("[data-submit]");
  submit.disabled = !chosen;
  if (chosen) submit.textContent = chosen.dataset.act;
}

function choose(row, digit) {
  const input = row.querySelector(`.ticks [data-digit="${digit}"]`);
  if (!input) return;
  input.checked = true;
  if (input.value === "aside") asideToo(row);
  update();
  if (input.value !== "wrong") return onward(row);
  row.querySelector(".known-faults input, .wrong-how input").focus();
}

// Papers under one and the same condition are left aside together.
function asideToo(row) {
  for (const one of rows) {
    const isSame = row.dataset.condition && one.dataset.condition === row.dataset.condition;
    if (isSame && stateOf(one) === "") one.querySelector("[value=aside]").checked = true;
  }
}

function chooseFault(row, digit) {
  const input = row.querySelector(`.known-faults [data-digit="${digit}"]`);
  if (digit === "0") row.querySelector(".wrong-how .form-control").focus();
  if (!input) return;
  input.checked = true;
  onward(row);
}

function move(row, step) {
  const next = rows[rows.indexOf(row) + step];
  if (next) enter(next);
  else if (step > 0) form.querySelector(".decisions label:not([hidden]) input")?.focus();
}

// All that nobody looked at yet; alternatives and conditions are for the clerk to judge.
function receiveRest() {
  for (const row of rows) {
    if (stateOf(row) === "" && !("aside" in row.dataset)) states(row)[0].checked = true;
  }
  update();
  onward(rows.at(-1));
}

function pressed(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  const row = rowAt(event.target);
  const inFaults = row && event.target.closest("[data-wrong]");
  if (isText(event.target)) return row ? typed(event, row) : leaveField(event);
  const act =
    row && event.key === "ArrowDown" && !inFaults ? () => move(row, 1)
    : row && event.key === "ArrowUp" && !inFaults ? () => move(row, -1)
    : row && event.key === "Escape" && inFaults ? () => enter(row)
    : inFaults && /^[0-9]$/.test(event.key) ? () => chooseFault(row, event.key)
    : inFaults && event.key === "Enter" ? () => onward(row)
    : row && /^[1-4]$/.test(event.key) ? () => choose(row, event.key)
    : row && event.key === "Enter" ? () => onward(row)
    : event.target.closest("[data-causes]") && /^[1-4]$/.test(event.key) ? () => chooseCause(event.key)
    : event.target.name === "decision" && event.key === "Enter" ? () => ready()
    : null;
  if (!act) return;
  event.preventDefault();
  event.stopPropagation();
  act();
}

function typed(event, row) {
  if (event.key !== "Enter" && event.key !== "Escape") return;
  event.preventDefault();
  event.stopPropagation();
  if (event.key === "Enter") onward(row);
  else enter(row);
}

// Esc in a field of the decision goes back to the choice, and not off the page with what was typed.
function leaveField(event) {
  if (event.key !== "Escape") return;
  event.preventDefault();
  event.stopPropagation();
  form.querySelector("[name=decision]:checked, .decisions label:not([hidden]) input")?.focus();
}

function chooseCause(digit) {
  form.querySelector(`[data-causes] [data-digit="${digit}"]`).checked = true;
  update();
  ready();
}

// What the guide does not let follow later needs a reason.
function askForNote(decision) {
  const needsNote = decision === "deferral" && rows.some((row) => isLacking(row) && !("deferrable" in row.dataset));
  form.note.toggleAttribute("data-required", needsNote);
  if (needsNote) form.querySelector(".more").open = true;
}

// After a decision: to what it still needs, else to the button.
function ready() {
  const chosen = form.querySelector("[name=decision]:checked");
  if (!chosen) return;
  askForNote(chosen.value);
  const causes = form.querySelector("[data-causes]");
  const open = chosen.value !== "withdrawn" && causes && !causes.querySelector(":checked") && causes.querySelector("input");
  const needed = form.querySelectorAll(`.said-${chosen.value} [data-required], .more [data-required]`);
  const empty = [...needed].find((input) => !input.value);
  (open || empty || form.querySelector("[data-submit]")).focus();
}

// A key of the page clicks it (arrows do too, but only to look through the choices); one that is hidden cannot be chosen.
function decided(event) {
  if (event.target.closest("[hidden]")) event.preventDefault();
  else if (!event.isTrusted) setTimeout(ready); // once the change has been taken in
}

form.addEventListener("change", update);
for (const input of form.querySelectorAll("[name=decision]")) input.addEventListener("click", decided);
document.addEventListener("keydown", pressed, true);
addEventListener("pageshow", update);
for (const part of form.querySelectorAll("[data-all], [data-keys]")) part.hidden = false;
form.querySelector("[data-all]").addEventListener("click", receiveRest);
update();
const invalid = form.querySelector(".is-invalid, [data-refused] input");
if (invalid) {
  invalid.focus();
  invalid.closest(".field, [data-refused]")?.scrollIntoView({ block: "nearest" });
} else {
  const first = rows.find((row) => !isSettled(row));
  if (first) enter(first);
}
