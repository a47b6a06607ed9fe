// 长辈版 and high contrast: what this device remembers holds before the first paint, and the links that choose
// a view become switches that remember. Without this file they lead to the same page with ?view=.
{
  const root = document.documentElement;
  const all = ["elder", "contrast"];
  const known = (text) => all.filter((view) => (text || "").split(/[ ,]/).includes(view));
  const show = (views) => root.setAttribute("data-view", views.join(" "));
  const shown = () => known(root.getAttribute("data-view"));
  // A browser may forbid storage: then the choice holds for this page.
  const remember = (views) => {
    try { localStorage.setItem("view", views.join(",")); } catch (error) { return; }
  };
  const remembered = () => {
    try { return known(localStorage.getItem("view")); } catch (error) { return shown(); }
  };
  // Taken out of the address, so that a link passed on decides for nobody else.
  const settle = () => {
    const here = new URL(location.href);
    if (!here.searchParams.has("view")) return show(remembered());
    remember(shown());
    here.searchParams.delete("view");
    history.replaceState(history.state, "", here);
  };

  settle();
  addEventListener("pageshow", (event) => event.persisted && settle());
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-switch]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const name = link.getAttribute("data-switch");
    show(all.filter((view) => shown().includes(view) !== (view === name)));
    remember(shown());
  });
}
