// Reading aloud with the browser's own voice; without a Chinese one the button is not there.

(() => {
  const speech = { isSpeaking: false, changed: () => {} };
  kiosk.speech = speech;
  const synthesis = window.speechSynthesis;

  function voice() {
    const voices = synthesis ? synthesis.getVoices().filter((one) => /^(zh|cmn)/i.test(one.lang)) : [];
    return voices.find((one) => one.localService) || voices[0];
  }

  speech.isThere = () => Boolean(voice());

  speech.stop = () => {
    speech.isSpeaking = false;
    if (synthesis) synthesis.cancel();
  };

  speech.say = (lines) => {
    speech.stop();
    speech.isSpeaking = true;
    const chosen = voice();
    const last = lines.length - 1;
    lines.forEach((line, number) => {
      const words = new SpeechSynthesisUtterance(line);
      words.voice = chosen;
      words.lang = chosen.lang;
      words.rate = 0.9;
      const done = () => {
        if (number !== last || !speech.isSpeaking) return;
        speech.isSpeaking = false;
        speech.changed();
      };
      words.onend = done;
      words.onerror = done;
      synthesis.speak(words);
    });
  };

  if (synthesis) synthesis.addEventListener("voiceschanged", () => speech.changed());
})();
