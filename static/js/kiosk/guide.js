// A guide, its questions and its code to take along. All words and all ways through the questions come from the server: a state has its lines,
// and an option the number of the state it leads to.

(() => {
  const { make, button, list, part } = kiosk;
  const itemOf = (code) => kiosk.store.list.items.find((item) => item.code === code);
  const sectionsOf = (guide, state) =>
    state.sections.map((number) => guide.sections[number]).map(([title, rows]) => ({ title, rows: rows.map((row) => guide.rows[row]) }));

  const draw = {
    o: ([, question, short, more]) => make("div", { className: "answer" }, make("dt", { text: question }), make("dd", null, make("strong", { text: short }), more && make("span", { text: more }))),
    g: ([, number, label, words]) => make("p", { className: "either" }, make("span", { className: "number", text: number }), make("span", { className: "mark", text: label }), words),
    m: ([, number, name, counts, marks, notes]) => make("div", { className: number ? "paper-row" : "paper-row paper-either" },
      make("span", { className: "number", text: number, "aria-hidden": number ? undefined : "true" }),
      make("div", null,
        make("h3", { text: name }), make("p", { className: "counts", text: counts }),
        ...marks.map((text) => make("p", null, make("span", { className: "mark", text }))), ...notes.map((text) => make("p", { text })))),
    h: ([, words, mark]) => make("h3", { text: words }, mark && make("span", { className: "mark", text: mark })),
    b: ([, words]) => make("p", { className: "bullet", text: words }),
    p: ([, words]) => make("p", { text: words }),
  };

  function section({ title, rows }) {
    const drawn = rows.map((row) => draw[row[0]](row));
    return title ? part(title, ...drawn) : make("dl", { className: "answers" }, ...drawn);
  }

  // The answers that led to a state: the way from the first state to it.
  function wayTo(guide, number, from) {
    const state = guide.states[from || 0];
    if ((from || 0) === number) return [];
    for (let option = 0; option < (state.to || []).length; option += 1) {
      const rest = wayTo(guide, number, state.to[option]);
      if (rest) return [{ state: from || 0, question: guide.questions[state.ask], option }].concat(rest);
    }
    return null;
  }

  const chosen = (one) => one.question.options[one.option][0];
  const codeOf = (guide, state) => kiosk.qr(state.qr, `二维码，手机扫一扫，带走${guide.name}的办事指南`);

  function take(screen, guide, state) {
    const large = button("放大二维码", () => kiosk.show({ name: "take", code: screen.code, state: screen.state }), { className: "btn" });
    const said = make("p", { className: "lead", role: "status", text: screen.said || "" });
    const print = () => kiosk.printing.print(itemOf(screen.code), state.query).then((words) => { said.textContent = words; });
    const paper = kiosk.printing.isThere && !itemOf(screen.code).suspended &&
      button("打印告知单", print, { className: "btn btn-main", disabled: kiosk.store.isAway });
    return make("aside", { className: "take", "aria-label": "带走这份指南" }, codeOf(guide, state),
      make("div", null, make("p", { className: "strong", text: "手机扫一扫，带走这份指南" }), large, paper, said));
  }

  function situation(screen, guide, state) {
    const way = wayTo(guide, screen.state) || [];
    const said = way.map((one) => button(chosen(one), () => kiosk.show({ name: "ask", code: screen.code, state: one.state }), { className: "row", note: one.question.text, badge: "改" }));
    const ask = state.to && button(way.length ? "接着回答" : "回答几个问题，只看您要带的", () => kiosk.show({ name: "ask", code: screen.code, state: screen.state }), { className: "btn btn-main btn-wide" });
    const more = guide.is_capped && make("p", { className: "lead", text: "这件事情形多，请用手机扫二维码，在手机上回答问题；下面写明了每样材料什么情形才需要。" });
    if (!said.length && !ask && !more) return null;
    return part(way.length ? "您的情形" : "您是哪种情形？", said.length && list("rows rows-two", said), ask, more);
  }

  kiosk.screens.guide = (screen) => {
    const guide = kiosk.store.guides[screen.code];
    if (!guide) return { title: itemOf(screen.code).name, body: [make("p", { className: "wait", text: "这份指南还在取，请稍等，或到窗口询问。" })] };
    const state = guide.states[screen.state];
    const sections = sectionsOf(guide, state);
    const text = make("div", { className: "guide-text" },
      ...(state.remarks || []).map((words) => make("p", { className: "remark", text: words })),
      situation(screen, guide, state), ...sections.map(section), kiosk.rating(itemOf(screen.code), state.query),
      make("p", { className: "lead kept-at" }, `${guide.edition}。`, kiosk.updatedAt()));
    return {
      title: guide.name,
      body: [make("div", { className: "guide" }, take(screen, guide, state), text)],
      lines: spoken(guide, state, sections),
    };
  };

  function spoken(guide, state, sections) {
    const words = (row) => row.slice(1).reduce((all, one) => all.concat(one), []).filter(Boolean).join("，");
    return [guide.name, ...(state.remarks || [])].concat(...sections.map(({ title, rows }) => [title, ...rows.map(words)])).filter(Boolean);
  }

  kiosk.screens.ask = (screen) => {
    const guide = kiosk.store.guides[screen.code];
    const state = guide.states[screen.state];
    const question = guide.questions[state.ask];
    const go = (number) => () => kiosk.show({ name: guide.states[number].to ? "ask" : "guide", code: screen.code, state: number });
    const options = question.options.map(([text, note], number) =>
      button(text, go(state.to[number]), { className: "tile option", note, badge: String(number + 1) }));
    const skip = button("说不准，先看指南", () => kiosk.show({ name: "guide", code: screen.code, state: screen.state }), { className: "btn btn-wide" });
    return {
      title: question.text,
      body: [
        make("p", { className: "lead", text: `${guide.name} · ${state.progress}` }),
        question.help && make("p", { text: question.help }),
        list("options", options),
        skip,
      ].filter(Boolean),
      lines: [question.text, question.help, ...question.options.map(([text, note], number) => `${number + 1}，${text}，${note}`)].filter(Boolean),
    };
  };

  kiosk.screens.take = (screen) => {
    const guide = kiosk.store.guides[screen.code];
    const state = guide.states[screen.state];
    const way = (wayTo(guide, screen.state) || []).map(chosen);
    return {
      title: "带走这份指南",
      body: [make("div", { className: "take-large" }, codeOf(guide, state), make("div", null,
        make("p", { className: "strong", text: guide.name }), ...way.map((text) => make("p", { className: "bullet", text })),
        make("p", { className: "lead", text: way.length ? "打开手机的扫一扫，对准二维码。您选的情形也在里面。" : "打开手机的扫一扫，对准二维码。" })))],
    };
  };
})();
