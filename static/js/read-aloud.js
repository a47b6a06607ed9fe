// 朗读: the browser's own voice says the parts of the page marked data-aloud, one sentence after another, and the part being read is
// marked. Offered only where there is a Chinese voice; voices may arrive long after the page.
// Going on after a pause begins the sentence again: Android's voices cannot really pause.

(function () {
  "use strict";

  const bar = document.querySelector("[data-read-aloud]");
  const speech = window.speechSynthesis;
  if (!bar || !speech) return;
  const [read, stop] = Array.from(bar.querySelectorAll("button"));
  let sentences = []; // {part, words}, in the order of the page
  let at = 0;
  let saying = null; // also keeps the utterance alive: Chromium forgets one nobody holds

  function voice() {
    const chinese = speech.getVoices().filter((one) => /^(zh|cmn)/i.test(one.lang));
    return chinese.find((one) => /CN|Hans/i.test(one.lang) && one.localService) || chinese[0];
  }

  function offer() {
    bar.hidden = !voice();
  }

  // Numbers as people say them: telephone numbers digit by digit, times of day, spans.
  function spoken(text) {
    return text
      .replace(/(\d{1,2})[:：]00/g, "$1点")
      .replace(/(\d{1,2})[:：](\d\d)/g, "$1点$2分")
      .replace(/(\d{4})-(\d{1,2})-(\d{1,2})/g, "$1年$2月$3日")
      .replace(/\d{3,4}-\d{7,8}|\b\d{5,}\b/g, (digits) => digits.replace(/\D/g, "").split("").join(" "))
      .replace(/([\d点分])\s*[-—–~～至]+\s*(?=\d)/g, "$1到")
      .replace(/[“”‘’〔〕【】《》□☐★☆›·]/g, " ");
  }

  function sentencesOf(part) {
    let shown = part.getAttribute("data-aloud") || part.innerText;
    for (const aside of Array.from(part.querySelectorAll(".visually-hidden, .no-print"))) shown = shown.replace(aside.innerText, "");
    const text = spoken(shown.split(/\n+/).map((line) => line.trim()).filter(Boolean).join("，"));
    return text.split(/[。；！？]/).filter((words) => words.trim()).map((words) => ({ part, words }));
  }

  function mark(part) {
    for (const old of Array.from(document.querySelectorAll(".is-read-aloud"))) old.classList.remove("is-read-aloud");
    if (!part) return;
    part.classList.add("is-read-aloud");
    const box = part.getBoundingClientRect();
    if (box.top < 0 || box.bottom > window.innerHeight) part.scrollIntoView({ block: "center" });
  }

  function label() {
    read.textContent = saying ? "暂停朗读" : at ? "继续朗读" : "朗读";
    stop.hidden = !saying && !at;
  }

  function hush() {
    saying = null;
    speech.cancel();
    label();
  }

  function end() {
    at = 0;
    hush();
    mark(null);
  }

  function say() {
    if (at >= sentences.length) return end();
    const { part, words } = sentences[at];
    const utterance = new SpeechSynthesisUtterance(words);
    utterance.voice = voice();
    utterance.lang = utterance.voice.lang;
    utterance.rate = 0.9;
    utterance.onend = utterance.onerror = (event) => {
      if (saying !== utterance) return;
      if (event.type === "error") return hush();
      at += 1;
      say();
    };
    saying = utterance;
    mark(part);
    speech.speak(utterance);
    label();
  }

  read.addEventListener("click", () => {
    if (saying) return hush();
    if (!at) sentences = [].concat(...Array.from(document.querySelectorAll("[data-aloud]"), sentencesOf));
    say();
  });
  stop.addEventListener("click", () => {
    end();
    read.focus();
  });
  window.addEventListener("pagehide", end);
  document.addEventListener("visibilitychange", () => document.hidden && saying && hush());
  speech.onvoiceschanged = offer;
  offer();
})();
