// Every step of a walk is a form of its own: before one is sent, or the page left, the browser asks where another holds words not sent yet.

const touched = new Set();
let sent = null;

addEventListener("input", (event) => {
  if (event.target.form) touched.add(event.target.form);
});

addEventListener("submit", (event) => {
  sent = event.target;
});

addEventListener("beforeunload", (event) => {
  if ([...touched].some((form) => form !== sent)) event.preventDefault();
  sent = null; // who stays has sent nothing
});
