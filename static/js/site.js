/* On every page: keyboard shortcuts, the service worker, takes waiting to be sent, and
   what signing out leaves behind. */

import { sendWaiting } from "./components/outbox.js";
import { listenForShortcuts } from "./components/shortcuts.js";
import { watchSignOut } from "./components/sign-out.js";

if ("serviceWorker" in navigator && window.isSecureContext) {
  navigator.serviceWorker.register("/service-worker.js").catch(() => {});
}
sendWaiting();
listenForShortcuts();
watchSignOut();
