/* Keeps the site usable on a bad line: what was loaded once is there without it.

   Files with a hash in their name never change and come from the cache first; pages come
   from the network first and, without it, as they were last seen. A form that is sent may
   change whose pages these are, or what they say: then all seen pages are forgotten.
   `self.shell` is written by the server above this file. */

const FILES = "intona-files";
const PAGES = "intona-pages";
const HASHED = /\.[0-9a-f]{12}\.\w+$/;
const KEPT_PAGE = /^\/($|practice\/|my-phrases\/$|microphone\/$|phrases\/[^/]+\/(listen\/)?$)/;
const MOST_FILES = 150;
const MOST_PAGES = 60;

self.addEventListener("install", (event) => {
  event.waitUntil(keepShell().then(() => self.skipWaiting()));
});

async function keepShell() {
  const cache = await caches.open(FILES);
  await cache.addAll([self.shell.offline, ...self.shell.files]);
}

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.method === "POST" && request.mode === "navigate") {
    event.waitUntil(caches.delete(PAGES));
  }
  if (request.method !== "GET") return;
  if (url.pathname.startsWith(self.shell.staticUrl)) event.respondWith(file(request, url));
  else if (request.mode === "navigate") event.respondWith(page(event, url));
});

async function file(request, url) {
  const cache = await caches.open(FILES);
  const known = HASHED.test(url.pathname) ? await cache.match(request) : undefined;
  if (known) return known;
  try {
    const response = await fetch(request);
    if (response.ok) await keep(cache, request, response.clone(), MOST_FILES);
    return response;
  } catch (error) {
    const seen = await cache.match(request);
    if (seen) return seen;
    throw error;
  }
}

/** Pages to come back to; a search is none, and a chosen style is the same phrase. */
function isKept({ pathname, search }) {
  return KEPT_PAGE.test(pathname) && (search === "" || pathname.startsWith("/phrases/"));
}

async function page(event, url) {
  try {
    const response = await fetch(event.request);
    if (response.ok && !response.redirected && isKept(url)) {
      const copy = response.clone();
      event.waitUntil(caches.open(PAGES).then((cache) => keep(cache, url.pathname, copy, MOST_PAGES)));
    }
    return response;
  } catch {
    const pages = await caches.open(PAGES);
    const seen = isKept(url) && (await pages.match(url.pathname));
    return seen || caches.match(self.shell.offline);
  }
}

/** Put something in a cache, and let go of what was put there first. */
async function keep(cache, request, response, most) {
  await cache.delete(request);
  await cache.put(request, response);
  const keys = await cache.keys();
  for (const old of keys.slice(0, Math.max(0, keys.length - most))) await cache.delete(old);
}
