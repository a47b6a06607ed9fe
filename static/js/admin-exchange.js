// The progress of an import or export, asked for each second, and the box that ticks all repairs of a kind. Without it both work by hand.

const bar = document.querySelector("[data-progress]");

async function follow() {
  try {
    const answer = await fetch(bar.dataset.progress, { headers: { Accept: "application/json" } });
    // Signed out, or the server is restarting: the page says so better than a bar does.
    if (answer.redirected || !answer.ok) throw new Error(answer.status);
    show(await answer.json());
  } catch {
    setTimeout(follow, 5000);
  }
}

function show(progress) {
  if (!progress.is_moving) {
    location.reload();
    return;
  }
  const meter = bar.querySelector("progress");
  if (progress.total) {
    meter.max = progress.total;
    meter.value = progress.done;
  } else {
    meter.removeAttribute("value");
  }
  const words = bar.querySelector("[data-progress-words]");
  if (words.textContent !== progress.words) words.textContent = progress.words;
  bar.querySelector("[data-progress-queued]").hidden = !progress.is_queued_long;
  setTimeout(follow, 1000);
}

if (bar) setTimeout(follow, 1000);

for (const kind of document.querySelectorAll("[data-kind]")) {
  const all = kind.querySelector("[name=kind]");
  const single = [...kind.querySelectorAll("[name=repair]")];
  all.addEventListener("change", () => single.forEach((box) => (box.checked = all.checked)));
  for (const box of single) {
    box.addEventListener("change", () => {
      if (!box.checked) all.checked = false;
    });
  }
}
