// What the matters on the page are merged to, a moment after the last change, one request at a time.

const DELAY = 700;
const form = document.getElementById("bundle_form");
const result = document.querySelector("[data-merged]");
const status = document.querySelector("[data-merged-status]");
let timer;
let running = false;
let outdated = false;

async function refresh() {
  if (running) {
    outdated = true;
    return;
  }
  running = true;
  outdated = false;
  status.textContent = "正在合并……";
  try {
    const response = await fetch(result.dataset.merged, { method: "POST", body: new FormData(form) });
    if (response.redirected || !response.ok) throw new Error(String(response.status));
    const html = await response.text();
    if (!outdated) {
      result.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
      status.textContent = "按现在填写的内容，还没有保存。";
    }
  } catch {
    status.textContent = "合并的结果暂时出不来，请稍后再试，或先保存。";
  } finally {
    running = false;
    if (outdated) refresh();
  }
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(refresh, DELAY);
}

form.addEventListener("input", later);
window.django?.jQuery(() => window.django.jQuery(form).on("change", later));
document.addEventListener("formset:added", later);
document.addEventListener("formset:removed", later);
