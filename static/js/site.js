/* Every page: the service worker, and takes that wait for the line. */

import { sendWaiting } from "./components/outbox.js";

if ("serviceWorker" in navigator && window.isSecureContext) {
  navigator.serviceWorker.register("/service-worker.js").catch(() => {});
}
sendWaiting();
