/* Keeps the site usable on a bad line: what was loaded once is there without it.

   Files with a hash in their name never change and come from the cache first; pages come
   from the network first and, without it, as they were last seen. A form that is sent may
   change whose pages these are, or what they say: then all seen pages are forgotten.
   References that were heard are kept as well, for a phrase without its sound is half a
   phrase; they go with the pages. `self.shell` is written by the server above this file. */

const FILES = "intona-files";
const PAGES = "intona-pages";
const SOUNDS = "intona-references";
const HASHED = /\.[0-9a-f]{12}\.\w+$/;
const KEPT_PAGE = /^\/($|practice\/|my-phrases\/$|microphone\/$|phrases\/[^/]+\/(listen\/)?$|assignments\/)/;
const REFERENCE = /^\/phrases\/[^/]+\/reference\/\d+\/$/;
const MOST_FILES = 150;
const MOST_PAGES = 60;
const MOST_SOUNDS = 60; // a hundred kilobytes or so each

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
    event.waitUntil(Promise.all([caches.delete(PAGES), caches.delete(SOUNDS)]));
  }
  if (request.method !== "GET") return;
  if (url.pathname.startsWith(self.shell.staticUrl)) event.respondWith(file(request, url));
  else if (REFERENCE.test(url.pathname)) event.respondWith(reference(request, url));
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

/** What has been heard before from the cache, else the whole sound, to hear it again. */
async function reference(request, { pathname }) {
  const cache = await caches.open(SOUNDS);
  const known = await cache.match(pathname);
  const response = known || (await fetch(pathname));
  if (response.status !== 200 || response.redirected) return response;
  if (!known) await keep(cache, pathname, response.clone(), MOST_SOUNDS);
  return part(response, request.headers.get("range"));
}

/** As much of a whole answer as a player asks for. */
async function part(response, range) {
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(range ?? "") ?? [];
  if (from === undefined) return response;
  const whole = await response.blob();
  const start = Number(from);
  const end = Math.min(to ? Number(to) + 1 : whole.size, whole.size);
  const headers = new Headers(response.headers);
  headers.set("content-range", `bytes ${start}-${end - 1}/${whole.size}`);
  headers.set("content-length", end - start);
  return new Response(whole.slice(start, end), { status: 206, headers });
}

/** Put something in a cache, and let go of what was put there first. */
async function keep(cache, request, response, most) {
  await cache.delete(request);
  await cache.put(request, response);
  const keys = await cache.keys();
  for (const old of keys.slice(0, Math.max(0, keys.length - most))) await cache.delete(old);
}
