/* On every page: keyboard shortcuts, the service worker, and takes waiting to be sent. */

import { sendWaiting } from "./components/outbox.js";
import { listenForShortcuts } from "./components/shortcuts.js";

if ("serviceWorker" in navigator && window.isSecureContext) {
  navigator.serviceWorker.register("/service-worker.js").catch(() => {});
}
sendWaiting();
listenForShortcuts();
