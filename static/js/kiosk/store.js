// The catalog of this site: first what was kept, then what the server has, asked for again and again by ETag. What comes is kept, so that the
// terminal goes on when the server or the network is away. Nothing of a visitor is ever kept.

(() => {
  const site = new URLSearchParams(location.search).get("site") || "";
  const LIST = `/kiosk/pack/${site}.json`;
  const KEPT = `kiosk-pack-${site}`;
  const EVERY = 60000; // milliseconds between two looks at the server
  const EVERY_AWAY = 10000; // the same while it is away
  const PATIENCE = 120000; // a part is made anew now and then, which may take some seconds

  const store = { site, list: null, guides: {}, fresh: null, confirmed: null, isAway: false, changed: () => {} };
  kiosk.store = store;

  const partUrl = (number) => `/kiosk/pack/${site}/${number}.json`;
  const open = () => (window.caches ? caches.open(KEPT) : null); // only over HTTPS and on this machine itself

  async function kept(url) {
    const cache = await open();
    return cache ? cache.match(url) : undefined;
  }

  async function keep(url, text, headers) {
    const cache = await open();
    if (cache) await cache.put(url, new Response(text, { headers }));
  }

  async function ask(url, old) {
    const stop = window.AbortController ? new window.AbortController() : null;
    const timer = setTimeout(() => stop && stop.abort(), PATIENCE);
    const headers = old ? { "If-None-Match": old.headers.get("ETag") || "" } : {};
    try {
      const answer = await fetch(url, { headers, cache: "no-store", credentials: "omit", signal: stop ? stop.signal : undefined });
      if (answer.ok || answer.status === 304) return answer;
      throw new Error(`${url}: ${answer.status}`);
    } finally {
      clearTimeout(timer);
    }
  }

  // The content as the server has it now, or null where what was kept still holds.
  async function renewed(url) {
    const old = await kept(url);
    const answer = await ask(url, old);
    const at = answer.headers.get("Date") || new Date().toUTCString();
    const text = answer.status === 304 ? await old.text() : await answer.text();
    const etag = answer.status === 304 ? old.headers.get("ETag") : answer.headers.get("ETag");
    const save = () => keep(url, text, { "Content-Type": "application/json", ETag: etag || "", "X-Confirmed": at });
    return { content: JSON.parse(text), isNew: answer.status !== 304, at, save };
  }

  async function renewedParts(list, guides, arrived) {
    const numbers = list.parts.map((version, number) => number);
    await Promise.all([0, 1].map(async () => {
      while (numbers.length) {
        const number = numbers.shift();
        const old = await kept(partUrl(number));
        let content = old ? await old.json() : {};
        if (content.version !== list.parts[number]) {
          const part = await renewed(partUrl(number));
          await part.save();
          content = part.content;
        }
        Object.assign(guides, content.guides);
        arrived();
      }
    }));
  }

  // Without a list to show there is nobody to disturb: what comes is shown as it comes. Later it waits until the terminal is back at its start.
  async function look() {
    const list = await renewed(LIST);
    store.confirmed = new Date(list.at);
    if (!store.list) {
      store.list = list.content;
      await list.save();
      store.changed();
      await renewedParts(list.content, store.guides, store.changed);
    } else if (list.isNew || !store.isWhole) {
      const guides = {};
      await renewedParts(list.content, guides, () => {});
      store.fresh = { list: list.content, guides };
    }
    store.isWhole = true;
    await list.save();
  }

  let timer = 0;
  let busy = false;
  store.refresh = async () => {
    if (busy) return;
    busy = true;
    clearTimeout(timer);
    try {
      await look();
      store.isAway = false;
    } catch (error) {
      store.isAway = true;
    }
    busy = false;
    timer = setTimeout(store.refresh, store.isAway ? EVERY_AWAY : EVERY);
    store.changed();
  };

  // Take over what came in the meantime, and whether there was any; only called while nobody is reading.
  store.adopt = () => {
    if (!store.fresh) return false;
    Object.assign(store, store.fresh, { fresh: null });
    return true;
  };

  async function recall() {
    const list = await kept(LIST);
    if (!list) return;
    store.confirmed = new Date(list.headers.get("X-Confirmed"));
    const content = await list.json();
    const parts = await Promise.all(content.parts.map((version, number) => kept(partUrl(number))));
    const contents = await Promise.all(parts.map((part) => (part ? part.json() : {})));
    contents.forEach((part) => Object.assign(store.guides, part.guides));
    store.isWhole = contents.every((part, number) => part.version === content.parts[number]);
    store.list = content;
  }

  store.start = async () => {
    try {
      await recall();
    } catch (error) {
      store.list = null; // what was kept cannot be read: begin anew
    }
    store.changed();
    window.addEventListener("online", store.refresh);
    window.addEventListener("offline", () => {
      store.isAway = true;
      store.changed();
      store.refresh();
    });
    await store.refresh();
  };
})();
