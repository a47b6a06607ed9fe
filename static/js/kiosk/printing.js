// The one-page sheet on the terminal's own printer, where it has one (printer=1 in the address). The paper is asked for first, so that no
// error page is ever printed; then a frame shows and prints it (Chromium's --kiosk-printing asks nothing).

(() => {
  const printing = { isThere: new URLSearchParams(location.search).get("printer") === "1", isBusy: false };
  kiosk.printing = printing;

  printing.clear = () => document.querySelectorAll("iframe.paper").forEach((frame) => frame.remove());

  function frameOf(url) {
    printing.clear();
    const frame = kiosk.make("iframe", { className: "paper", title: "正在打印的告知单", tabindex: "-1", src: url });
    return new Promise((resolve) => {
      frame.addEventListener("load", () => resolve(frame));
      document.body.append(frame); // with its address already set it leaves no trace in the history
    });
  }

  // The address of the paper for an item and the query of its answers.
  printing.url = (item, query) =>
    `/kiosk/${item.kind}/${item.code}/sheet.pdf${query}${query ? "&" : "?"}site=${encodeURIComponent(kiosk.store.site)}`;

  // What came of it, in words.
  printing.print = async (item, query) => {
    printing.isBusy = true;
    try {
      const url = printing.url(item, query);
      const answer = await fetch(url, { credentials: "omit" });
      const isPaper = answer.ok && /^application\/pdf/.test(answer.headers.get("Content-Type") || "");
      await answer.blob();
      if (!isPaper) return "这份告知单现在不能打印，请扫码带走，或到窗口询问。";
      const frame = await frameOf(url);
      frame.contentWindow.print();
      return "已经送到打印机，请稍等取纸。";
    } catch (error) {
      return "网络中断，暂时不能打印，请扫码带走。";
    } finally {
      printing.isBusy = false;
    }
  };
})();
