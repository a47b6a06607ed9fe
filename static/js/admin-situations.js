// The matrix of a matter's situations by keyboard, and further rows for options. The page works without this file.

// Arrow keys move from cell to cell; Tab leaves the grid for what comes next instead of walking through hundreds of cells.
const grid = [...document.querySelectorAll(".matrix tbody tr")]
  .map((row) => [...row.querySelectorAll("td input[type=checkbox]")])
  .filter((cells) => cells.length);

function move(to) {
  if (!to) return;
  for (const cell of grid.flat()) cell.tabIndex = cell === to ? 0 : -1;
  to.focus();
  show(to);
}

// The cell in focus must not stand under the headings that stay.
function show(cell) {
  const frame = cell.closest(".matrix-scroll");
  const head = frame.querySelector("thead").getBoundingClientRect();
  const name = cell.closest("tr").querySelector("th").getBoundingClientRect();
  const at = cell.closest("td").getBoundingClientRect();
  if (at.top < head.bottom) frame.scrollTop -= head.bottom - at.top;
  if (at.left < name.right) frame.scrollLeft -= name.right - at.left;
}

const steps = {
  ArrowUp: ([row, column]) => [row - 1, column],
  ArrowDown: ([row, column]) => [row + 1, column],
  ArrowLeft: ([row, column]) => [row, column - 1],
  ArrowRight: ([row, column]) => [row, column + 1],
  Home: ([row]) => [row, 0],
  End: ([row]) => [row, grid[row].length - 1],
};

for (const [row, cells] of grid.entries()) {
  for (const [column, cell] of cells.entries()) {
    cell.tabIndex = row || column ? -1 : 0;
    cell.addEventListener("focus", () => { if (cell.tabIndex < 0) move(cell); });
    cell.addEventListener("keydown", (event) => {
      const step = steps[event.key];
      if (!step || event.altKey || event.metaKey) return;
      event.preventDefault();
      const [toRow, toColumn] = step([event.ctrlKey && event.key === "Home" ? 0 : row, column]);
      move(grid[toRow]?.[toColumn]);
    });
  }
}

// One more empty row for an option; its fields are named by their number.
function addOption(table) {
  const name = table.dataset.options;
  const total = table.parentElement.querySelector(`[name="${name}-o-total"]`);
  const number = Number(total.value);
  const row = [...table.querySelectorAll("tr[data-new]")].at(-1);
  const copy = row.cloneNode(true);
  for (const input of copy.querySelectorAll("input")) {
    input.name = input.name.replace(/-o\d+-/, `-o${number}-`);
    input.id = input.id.replace(/-o\d+-/, `-o${number}-`);
    input.setAttribute("aria-label", input.getAttribute("aria-label").replace(/\d+/, number + 1));
    input.value = "";
  }
  row.after(copy);
  total.value = number + 1;
  copy.querySelector("[name$='-text']").focus();
}

for (const table of document.querySelectorAll("table[data-options]")) {
  if (!table.querySelector("tr[data-new]")) continue;
  const more = document.createElement("button");
  more.type = "button";
  more.className = "button more-options";
  more.textContent = "再加一个选项";
  more.addEventListener("click", () => addOption(table));
  table.after(more);
}
