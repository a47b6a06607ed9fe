// The start and the lists that lead from it to a matter.

(() => {
  const { make, button, list, part } = kiosk;
  const itemsOf = (numbers) => numbers.map((number) => kiosk.store.list.items[number]);
  const day = (text) => text.replace(/^\d+-0?(\d+)-0?(\d+)$/, "$1月$2日");

  function row(item, note) {
    return button(item.name, () => kiosk.show({ name: "guide", code: item.code, state: 0 }), {
      className: "row",
      note: note || (item.short && item.short !== item.name ? item.short : ""),
      mark: item.suspended ? "暂停办理" : "",
    });
  }

  kiosk.rows = (items) => list("rows", items.map((item) => row(item)));

  function tile(name, count, open, badge) {
    return button(name, open, { className: "tile", note: count ? `${count}项` : "", badge });
  }

  function group(one, badge) {
    return tile(one.name, one.items.length, () => kiosk.show({ name: "list", title: one.name, items: one.items }), badge);
  }

  const topic = (one) => group(one, one.symbol);
  const department = (one) => group(one, ""); // their names all begin with the city's

  function ways(content) {
    const bundles = content.items.map((item, number) => (item.kind === "b" ? number : -1)).filter((number) => number >= 0);
    const every = content.items.map((item, number) => number);
    const open = (title, items) => () => kiosk.show({ name: "list", title, items });
    return list("ways", [
      button("按拼音首字母查找", () => kiosk.show({ name: "pad", typed: "" }), { className: "tile tile-main", badge: "A–Z", note: "不会打字也能查" }),
      bundles.length && tile("一件事一次办", bundles.length, open("一件事一次办", bundles), "一"),
      tile("全部事项", every.length, open("全部事项", every), "全"),
    ].filter(Boolean));
  }

  function topics(content) {
    const kinds = content.topics.map((one) => one.kind).filter((kind, number, all) => all.indexOf(kind) === number);
    return kinds.map((kind) => part(kind, list("tiles", content.topics.filter((one) => one.kind === kind).map(topic))));
  }

  kiosk.screens.home = () => {
    const content = kiosk.store.list;
    return {
      title: "您要办什么事？",
      body: [
        ways(content),
        content.asked.length && part("大家常办", kiosk.rows(itemsOf(content.asked))),
        ...topics(content),
        part("按部门查找", list("tiles tiles-wide", content.departments.map(department))),
        part("最近更新", list("rows", content.newest.map(([number, on]) => row(content.items[number], `${day(on)}起施行`)))),
        make("p", { className: "lead kept-at", text: kiosk.updatedAt() }),
      ].filter(Boolean),
    };
  };

  kiosk.screens.list = (screen) => ({
    title: screen.title,
    body: [make("p", { className: "lead", text: `共${screen.items.length}项，请点您要办的事` }), kiosk.rows(itemsOf(screen.items))],
  });
})();
