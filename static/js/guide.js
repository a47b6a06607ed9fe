// A guide page: what changed since this browser last saw it, whether it is open now, and sending the address on.
// Plain ES2017 without modules: old WebViews know it.

(function () {
  "use strict";

  // --- Changed since
  const since = document.querySelector("[data-since]");

  function remember() {
    try {
      localStorage.setItem(`seen:${since.dataset.page}`, JSON.stringify({ number: since.dataset.number, date: since.dataset.date }));
    } catch (error) {
      // The browser keeps nothing: then nothing is said next time.
    }
    since.hidden = true;
  }

  function lastSeen() {
    try {
      return JSON.parse(localStorage.getItem(`seen:${since.dataset.page}`));
    } catch (error) {
      return null;
    }
  }

  if (since) {
    const seen = lastSeen();
    if (!seen || !seen.number || seen.number === since.dataset.number) {
      remember();
    } else {
      since.querySelector("[data-seen-number]").textContent = seen.number;
      since.querySelector("[data-seen-date]").textContent = seen.date;
      since.querySelector("a").href = since.dataset.since + encodeURIComponent(seen.number);
      since.querySelector("a").addEventListener("click", remember);
      since.querySelector("button").addEventListener("click", remember);
      since.hidden = false;
    }
  }

  // --- Open now, by the clock of Beijing whatever the device's zone
  const hours = document.querySelector("[data-hours]");

  function tell() {
    const now = new Date(Date.now() + 8 * 3600 * 1000).toISOString();
    const at = now.slice(11, 16);
    const open = hours.dataset.hours.trim().split(" ").some((span) => at >= span.slice(0, 5) && at < span.slice(6));
    hours.hidden = now.slice(0, 10) !== hours.dataset.day;
    hours.textContent = open ? "现在开门" : "现在关门";
    hours.classList.toggle("badge-good", open);
  }

  if (hours) {
    tell();
    setInterval(tell, 30000);
  }

  // --- Sending it on
  const link = document.querySelector("[data-shared]");
  const share = document.querySelector("[data-share]");
  const copy = document.querySelector("[data-copy]");

  function said(words) {
    document.querySelector("[data-copied]").textContent = words;
  }

  if (link && navigator.share) {
    share.hidden = false;
    share.addEventListener("click", () => navigator.share({ title: link.dataset.shared, url: link.href }).catch(() => {}));
  }
  if (link && navigator.clipboard) {
    copy.hidden = false;
    copy.addEventListener("click", () => {
      navigator.clipboard.writeText(link.href).then(() => said("已复制"), () => said("没能复制，请长按网址复制"));
    });
  }
})();
