// Keeps the terminal's page and its files, so that it starts and works while the server or the network is away. The catalog itself is kept by
// the page (store.js). It is fetched anew whenever one byte of it differs, and every release names its version here.

const KEPT = "kiosk-shell-{{ version }}";
const FILES = {{ files|safe }};
const PATIENCE = 4000; // milliseconds for which a start waits for a server that does not answer

self.addEventListener("install", (event) => {
  self.skipWaiting();
  const fresh = FILES.map((file) => new Request(file, { cache: "reload" }));
  event.waitUntil(caches.open(KEPT).then((kept) => kept.addAll(fresh)));
});

self.addEventListener("activate", (event) => {
  const old = (name) => name.startsWith("kiosk-shell-") && name !== KEPT;
  const tidied = caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))));
  event.waitUntil(tidied.then(() => self.clients.claim()));
});

function soon(request) {
  return new Promise((resolve, reject) => {
    setTimeout(reject, PATIENCE, new Error("no answer"));
    fetch(request).then(resolve, reject);
  });
}

async function start(request) {
  try {
    const answer = await soon(request);
    if (answer.ok) return answer;
  } catch (error) {
    // the page kept is shown below
  }
  return (await caches.match(FILES[0])) || Response.error();
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate" && pathname === "/kiosk/") event.respondWith(start(request));
  else if (FILES.includes(pathname)) event.respondWith(caches.match(pathname).then((kept) => kept || fetch(request)));
});
