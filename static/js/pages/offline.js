/* The page for when there is no line: which phrases can be practised all the same. */

const PAGES = "intona-pages"; // as the service worker calls them

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
