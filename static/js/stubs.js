// Stubs one after the other: a scan goes out at once, the field is free for the next before the answer is there. Without this file each
// scan loads the page.

function scanning(form) {
  const field = form.elements.line;
  const list = document.querySelector("[data-scans]");
  const count = document.querySelector("[data-count]");
  const status = document.querySelector("[data-status]");
  let before = Promise.resolve(); // one after the other, in the order of the pile

  async function send(body, line) {
    try {
      const response = await fetch(form.action, { method: "POST", body });
      if (!response.ok || response.redirected) throw new Error(response.status);
      show(await response.text());
    } catch {
      field.value = line; // signed out, or the line is down: as a page of its own, with what was scanned
      form.submit();
      await new Promise(() => {}); // what was scanned after it waits with the page
    }
  }

  function show(html) {
    const row = new DOMParser().parseFromString(html, "text/html").querySelector("li");
    list.prepend(row);
    status.textContent = row.textContent.replace(/\s+/g, " ").trim();
    if (row.dataset.outcome !== "received") return;
    count.textContent = Number(count.textContent) + 1;
    const link = row.querySelector("a").pathname;
    document.querySelector(`[data-unsigned][href="${CSS.escape(link)}"]`)?.closest("li").remove();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const body = new FormData(form);
    body.set("live", "1");
    const line = field.value;
    field.value = "";
    field.focus();
    before = before.then(() => send(body, line));
  });
}

document.querySelectorAll("form[data-stubs]").forEach(scanning);
