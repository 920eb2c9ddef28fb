/* Every page: its keys, the service worker, and takes that wait for the line. */

import { sendWaiting } from "./components/outbox.js";
import { listenForShortcuts } from "./components/shortcuts.js";

if ("serviceWorker" in navigator && window.isSecureContext) {
  navigator.serviceWorker.register("/service-worker.js").catch(() => {});
}
sendWaiting();
listenForShortcuts();
