// Finding by the first letters of the pinyin: 残疾人证 by cjrz, also in the middle of a name.

(() => {
  const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".split("");
  const MOST = 40;

  // The items whose letters hold what was typed: those called exactly that first, then those beginning with it, each by how often they are asked for.
  kiosk.found = (items, typed) => {
    const far = (letters) => (letters === typed ? 0 : letters.startsWith(typed) ? 1 : 2);
    const order = (item) => Math.min(...item.letters.filter((letters) => letters.includes(typed)).map(far));
    const found = items.filter((item) => item.letters.some((letters) => letters.includes(typed)));
    return found.sort((a, b) => order(a) - order(b) || a.rank - b.rank);
  };

  // The letters that still lead to something.
  kiosk.next = (items, typed) => {
    const next = new Set();
    items.forEach((item) => item.letters.forEach((letters) => {
      for (let at = 0; at + typed.length < letters.length; at += 1) if (letters.startsWith(typed, at)) next.add(letters[at + typed.length]);
    }));
    return next;
  };

  function results(items, typed) {
    const { make } = kiosk;
    if (!typed) return make("p", { className: "lead", text: "点事项名称每个字的拼音首字母。例如找“居民身份证”，点 J M S F Z。" });
    const found = kiosk.found(items, typed);
    const said = `找到${found.length}项`;
    return make("div", null, make("p", { className: "lead", role: "status", text: said }), kiosk.rows(found.slice(0, MOST)));
  }

  function keys(items, screen) {
    const typed = screen.typed.toLowerCase();
    const next = kiosk.next(items, typed);
    const say = (text) => () => kiosk.replace(Object.assign({}, screen, { typed: text }));
    const letters = LETTERS.map((letter) =>
      kiosk.button(letter, say(screen.typed + letter), { className: "key", disabled: !next.has(letter.toLowerCase()) }));
    const back = kiosk.button("退格", say(screen.typed.slice(0, -1)), { className: "key key-word", disabled: !typed });
    const clear = kiosk.button("清空", say(""), { className: "key key-word", disabled: !typed });
    return kiosk.list("keys", letters.concat(back, clear));
  }

  kiosk.screens.pad = (screen) => {
    const { make } = kiosk;
    const { items } = kiosk.store.list;
    const typed = make("p", { className: "typed", "aria-label": `已选字母 ${screen.typed || "无"}`, role: "img" });
    (screen.typed || " ").split("").forEach((letter) => typed.append(make("span", { text: letter })));
    const found = make("div", { className: "pad-found" }, typed, results(items, screen.typed.toLowerCase()));
    return { title: "按拼音首字母查找", body: [make("div", { className: "pad" }, found, keys(items, screen))] };
  };
})();
