// Back to the start when nobody is there. Usually after 30 seconds without a touch, the last ten of them counted down in sight; in 长辈版 nobody
// is hurried: the question comes after two minutes and waits for another two.

(() => {
  const USUAL = { quiet: 20, count: 10 };
  const SLOW = { quiet: 120, count: 120 };
  const SIGNS = ["pointerdown", "touchstart", "touchmove", "wheel", "keydown", "click"]; // the click last: it may have changed the layout
  const box = document.getElementById("ask-stay");
  const { make, button } = kiosk;
  let timer = 0;

  const limits = () => (kiosk.view.elder ? SLOW : USUAL);

  function leave() {
    close();
    kiosk.reset();
  }

  function close() {
    clearTimeout(timer);
    if (box.open) box.close();
  }

  function count(left, number) {
    if (left <= 0) {
      leave();
      return;
    }
    number.textContent = String(left);
    timer = setTimeout(count, 1000, left - 1, number);
  }

  function askStay() {
    if (kiosk.isPristine()) return;
    if (kiosk.speech.isSpeaking || kiosk.printing.isBusy) {
      watch();
      return;
    }
    const number = make("strong", { className: "countdown" });
    const words = make("p", null, number, " 秒后回到首页，您看过的内容会清除");
    box.textContent = "";
    box.append(
      make("h2", { id: "ask-stay-title", text: "您还在看吗？" }), words,
      make("div", { className: "stay-ways" },
        button("继续使用", stay, { className: "btn btn-main" }), button("看完了", leave, { className: "btn" })));
    box.showModal();
    count(limits().count, number);
  }

  function stay() {
    close();
    watch();
  }

  function watch() {
    clearTimeout(timer);
    timer = setTimeout(askStay, limits().quiet * 1000);
  }

  SIGNS.forEach((sign) => window.addEventListener(sign, () => { if (!box.open) watch(); }, { passive: true }));
  box.addEventListener("cancel", (event) => {
    event.preventDefault();
    stay();
  });
  kiosk.idle = { watch, close };
})();
