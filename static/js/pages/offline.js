/* The offline page: lists the phrases that can be practised without a connection. */

const PAGES = "intona-pages"; // the name in service-worker.js

async function listPages() {
  const cache = await caches.open(PAGES);
  const list = document.querySelector("[data-pages]");
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url);
    if (!/^\/phrases\/[^/]+\/$/.test(pathname)) continue;
    const page = await cache.match(request);
    const { title } = new DOMParser().parseFromString(await page.text(), "text/html");
    list.append(entry(pathname, title.replace(/ · Intona$/, "")));
  }
  document.querySelector("[data-some]").hidden = !list.children.length;
}

function entry(pathname, text) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = pathname;
  link.lang = "en";
  link.textContent = text;
  item.append(link);
  return item;
}

if ("caches" in window) listPages();
window.addEventListener("online", () => window.location.reload());
