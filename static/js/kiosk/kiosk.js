// The terminal: one page, one address, nothing in the history. What is shown now is `trail`'s last; back at the start all of it is forgotten.

(() => {
  const { make, button, store, speech } = kiosk;
  const place = (id) => document.getElementById(id);
  const [screenBox, bar, scroller, title, offline] = ["screen", "bar", "scroller", "title", "offline"].map(place);
  const NOTHING = { elder: false, contrast: false, low: false };
  const RESTART = 12 * 3600 * 1000; // milliseconds after which a page that nobody uses begins anew
  const SETTLED = 5 * 60 * 1000; // and not before this one, whatever release the server has
  const began = Date.now();
  const HOME = { name: "home" };
  let trail = [HOME];
  let lines = [];

  kiosk.view = Object.assign({}, NOTHING);
  kiosk.updatedAt = () => {
    const at = store.confirmed;
    const two = (number) => String(number).padStart(2, "0");
    return at ? `内容更新于 ${at.getMonth() + 1}月${at.getDate()}日 ${at.getHours()}:${two(at.getMinutes())}` : "";
  };
  const now = () => trail[trail.length - 1];
  kiosk.isPristine = () => trail.length === 1 && screenBox.scrollTop === 0 && !Object.keys(NOTHING).some((name) => kiosk.view[name]);

  function drawBar() {
    const toggle = (name) => () => {
      kiosk.view[name] = !kiosk.view[name];
      draw();
    };
    const tools = [
      button("首页", kiosk.reset, { className: "btn", disabled: trail.length === 1 }),
      button("返回", kiosk.back, { className: "btn", disabled: trail.length === 1 }),
      speech.isThere() && lines.length && button(speech.isSpeaking ? "停止朗读" : "朗读", read, { className: "btn", pressed: String(speech.isSpeaking) }),
      button("长辈版", toggle("elder"), { className: "btn", pressed: String(kiosk.view.elder) }),
      button("高对比", toggle("contrast"), { className: "btn", pressed: String(kiosk.view.contrast) }),
      button("轮椅高度", toggle("low"), { className: "btn", pressed: String(kiosk.view.low) }),
    ];
    bar.textContent = "";
    bar.append(...tools.filter(Boolean));
  }

  function read() {
    if (speech.isSpeaking) speech.stop();
    else speech.say(lines);
    drawBar();
  }

  const scrolled = () => screenBox.querySelector(".pad-found") || screenBox;

  function drawScroller() {
    const box = scrolled();
    const page = (way) => () => box.scrollBy({ top: way * box.clientHeight * 0.8, behavior: "smooth" });
    scroller.textContent = "";
    scroller.append(button("上翻", page(-1), { className: "btn" }), button("下翻", page(1), { className: "btn" }));
    scroller.hidden = false;
    markEnds();
    scroller.hidden = box.scrollHeight <= box.clientHeight + 8;
  }

  function markEnds() {
    const [up, down] = scroller.querySelectorAll("button");
    if (!up) return;
    const box = scrolled();
    up.disabled = box.scrollTop <= 0;
    down.disabled = box.scrollTop + box.clientHeight >= box.scrollHeight - 2;
  }

  function drawAway() {
    const ready = store.isWhole ? "ready" : "loading";
    document.body.dataset.state = store.isAway ? "away" : ready;
    const words = store.isAway && store.list ? `${kiosk.updatedAt()}；网络中断，仍可查询` : "";
    if (offline.textContent !== words) offline.textContent = words;
    offline.hidden = !words;
    const dated = screenBox.querySelector(".kept-at");
    if (dated) dated.lastChild.textContent = kiosk.updatedAt();
  }

  function draw() {
    Object.keys(NOTHING).forEach((name) => document.documentElement.classList.toggle(name, kiosk.view[name]));
    drawAway();
    if (!store.list) {
      const missing = store.site ? "暂时取不到办事指南，正在重试。请先到窗口询问。" : "还没有设置这台查询机放在哪里。";
      if (store.isAway || !store.site) screenBox.replaceChild(make("p", { className: "wait", text: missing }), screenBox.firstElementChild);
      return;
    }
    const drawn = kiosk.screens[now().name](now());
    place("site").textContent = store.list.site.name;
    title.textContent = drawn.title;
    screenBox.className = `screen screen-${now().name}`;
    screenBox.textContent = "";
    screenBox.append(...drawn.body);
    lines = drawn.lines || [];
    drawBar();
    drawScroller();
  }

  function turn(next) {
    speech.stop();
    trail = next;
    draw();
    screenBox.scrollTop = 0;
    markEnds();
  }

  kiosk.show = (screen) => {
    turn(trail.concat(screen));
    title.focus({ preventScroll: true });
  };
  kiosk.replace = (screen) => turn(trail.slice(0, -1).concat(screen));
  kiosk.back = () => turn(trail.length > 1 ? trail.slice(0, -1) : trail);

  // Everything as if nobody had been here; what came from the server in the meantime is taken over.
  kiosk.reset = () => {
    kiosk.idle.close();
    kiosk.printing.clear();
    kiosk.view = Object.assign({}, NOTHING);
    if (document.activeElement) document.activeElement.blur();
    store.adopt();
    turn([HOME]);
    renew();
  };

  // At the start, while nobody is there: a page that is old, or older than the server's release, begins anew.
  function renew() {
    const age = Date.now() - began;
    const isOlder = store.list && store.list.release !== document.body.dataset.release && age > SETTLED;
    if (!store.isAway && (isOlder || age > RESTART)) location.replace(location.href);
    else store.refresh();
  }

  store.changed = () => {
    const isWaiting = Boolean(document.querySelector(".wait"));
    const isNew = kiosk.isPristine() && store.adopt();
    if (isWaiting || isNew) draw();
    else drawAway(); // a finger may just be on its way to a button: nothing is drawn anew without need
  };
  speech.changed = drawBar;

  // No way out: no menu, no selection, no dragging, no zooming with two fingers or the wheel.
  ["contextmenu", "selectstart", "dragstart", "gesturestart"].forEach((sign) => document.addEventListener(sign, (event) => event.preventDefault()));
  window.addEventListener("wheel", (event) => { if (event.ctrlKey) event.preventDefault(); }, { passive: false });
  document.addEventListener("touchmove", (event) => { if (event.touches.length > 1) event.preventDefault(); }, { passive: false });
  screenBox.addEventListener("scroll", markEnds, { passive: true, capture: true }); // also of the list inside
  window.addEventListener("resize", drawScroller);

  if ("serviceWorker" in navigator) navigator.serviceWorker.register("/kiosk/sw.js", { scope: "/kiosk/" }).catch(() => {});
  drawBar();
  if (store.site) store.start();
  else draw();
})();
