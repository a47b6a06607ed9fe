"""A voice for headless Chromium, which has none: it notes what is said and is done with a sentence when told."""

STUB = """
  window.said = [];
  const speech = {
    voices: [], utterance: null,
    getVoices() { return this.voices; },
    speak(utterance) { said.push(utterance.text); this.utterance = utterance; },
    cancel() { const cut = this.utterance; this.utterance = null; if (cut) cut.onerror({ type: "error" }); },
    arrive(...langs) { this.voices = langs.map((lang) => ({ lang, localService: true })); this.onvoiceschanged(); },
    finish() { const done = this.utterance; this.utterance = null; done.onend({ type: "end" }); },
  };
  Object.defineProperty(window, "speechSynthesis", { value: speech });
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""
