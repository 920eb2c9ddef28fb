/* Keeps the site usable on a poor connection: what was loaded once opens offline.

   Files with a hash in their name never change and are served cache first. Pages are
   network first; offline they appear as last seen. Submitting a form may change who is
   signed in or what the pages say, so it clears all cached pages; so does a page of
   another viewer, such as the first one after a session has ended elsewhere. References
   that have been played are cached too, since a phrase is of little use without its sound,
   and are cleared with the pages. The server defines `self.shell` above this file. */

const FILES = "intona-files";
const PAGES = "intona-pages";
const SOUNDS = "intona-references";
const HASHED = /\.[0-9a-f]{12}\.\w+$/;
const CACHED_PAGE =
  /^\/($|practice\/|my-phrases\/$|microphone\/$|mirror\/$|phrases\/[^/]+\/(listen\/)?$|assignments\/)/;
const REFERENCE = /^\/phrases\/[^/]+\/reference\/\d+\/$/;
const MAX_FILES = 150;
const MAX_PAGES = 60;
const MAX_SOUNDS = 60; // about 100 kB each

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
    event.waitUntil(clearPages());
  }
  if (request.method !== "GET") return;
  if (url.pathname.startsWith(self.shell.staticUrl)) event.respondWith(file(request, url));
  else if (REFERENCE.test(url.pathname)) event.respondWith(reference(request, url));
  else if (request.mode === "navigate") event.respondWith(page(event, url));
});

async function file(request, url) {
  const cache = await caches.open(FILES);
  const cached = HASHED.test(url.pathname) ? await cache.match(request) : undefined;
  if (cached) return cached;
  try {
    const response = await fetch(request);
    if (response.ok) await keep(cache, request, response.clone(), MAX_FILES);
    return response;
  } catch (error) {
    const seen = await cache.match(request);
    if (seen) return seen;
    throw error;
  }
}

function clearPages() {
  return Promise.all([caches.delete(PAGES), caches.delete(SOUNDS)]);
}

/** Clear what is cached of another viewer than the one whose page has just come. */
async function clearUnlessOf(viewer) {
  for (const name of [PAGES, SOUNDS]) {
    const cache = await caches.open(name);
    const [first] = await cache.keys(); // they are all of one viewer
    const seen = first && (await cache.match(first));
    if (seen && seen.headers.get("x-viewer") !== viewer) await clearPages();
  }
}

/** Pages worth caching: no search results; a phrase with a chosen style is the same page. */
function isCached({ pathname, search }) {
  return CACHED_PAGE.test(pathname) && (search === "" || pathname.startsWith("/phrases/"));
}

async function page(event, url) {
  try {
    const response = await fetch(event.request);
    const viewer = response.headers.get("x-viewer");
    if (viewer) await clearUnlessOf(viewer);
    if (response.ok && !response.redirected && isCached(url)) {
      const copy = response.clone();
      event.waitUntil(
        caches.open(PAGES).then((cache) => keep(cache, url.pathname, copy, MAX_PAGES)),
      );
    }
    return response;
  } catch {
    const pages = await caches.open(PAGES);
    const seen = isCached(url) && (await pages.match(url.pathname));
    return seen || caches.match(self.shell.offline);
  }
}

/** A reference from the cache; on a miss, the whole file is fetched and cached. */
async function reference(request, { pathname }) {
  const cache = await caches.open(SOUNDS);
  const cached = await cache.match(pathname);
  const response = cached || (await fetch(pathname));
  if (response.status !== 200 || response.redirected) return response;
  if (!cached) await keep(cache, pathname, response.clone(), MAX_SOUNDS);
  return part(response, request.headers.get("range"));
}

/** The byte range that a player asks for, cut from a complete response. */
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

/** Add a response to a cache and evict the oldest entries beyond its size. */
async function keep(cache, request, response, maxEntries) {
  await cache.delete(request);
  await cache.put(request, response);
  const keys = await cache.keys();
  for (const old of keys.slice(0, Math.max(0, keys.length - maxEntries))) await cache.delete(old);
}
