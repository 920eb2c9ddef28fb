/* The voice mirror. */

import "../components/voice-mirror.js";

const PAGES = "intona-pages"; // the name in service-worker.js

/** Cache this page even if it is the first of a visit, which no service worker sees. */
async function keepThisPage() {
  const cache = await caches.open(PAGES);
  const { pathname } = window.location;
  if (!(await cache.match(pathname))) await cache.add(pathname);
}

if ("caches" in window) keepThisPage().catch(() => {});
