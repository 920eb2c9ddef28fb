/* Takes submitted while offline: whichever page is open later delivers them.

   A take that its learner has not submitted is left to the page of its phrase, and so is
   one whose recorder is on this page. The idempotency key prevents duplicates even when
   two pages try at the same moment. */

import { deliver } from "../lib/delivery.js";
import { fill } from "../lib/dom.js";
import { forget, waiting } from "../lib/take-store.js";

export async function sendWaiting() {
  const element = document.querySelector("[data-outbox]");
  const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value;
  if (!element || !token || !("indexedDB" in window)) return;
  const takes = await waiting(element.dataset.learner, recorderUrl()).catch(() => []);
  const { signal } = new AbortController();
  for (const [i, take] of takes.entries()) {
    for await (const step of deliver(take, { csrfToken: () => token, signal })) {
      show(element, step, { take, n: takes.length - i });
    }
  }
}

function recorderUrl() {
  return document.querySelector("take-recorder")?.closest("form").getAttribute("action") ?? "";
}

/** One status line serves all takes; its messages come with the page. */
function show(element, { state, url }, { take, n }) {
  element.dataset.state = state;
  element.querySelector("[data-outbox-words]").textContent = fill(element.dataset[state], { n });
  const link = element.querySelector("a");
  const address = {
    sent: () => url,
    blocked: () => take.submitUrl.replace(/takes\/$/, ""),
    gone: () => URL.createObjectURL(take.blob),
  }[state]?.();
  link.hidden = !address;
  link.toggleAttribute("download", state === "gone");
  if (address) {
    link.href = address;
    link.textContent = link.dataset[state];
  }
  if (state === "gone") offerAsFile(link, take);
  element.hidden = false;
}

/** Saving it is the learner's decision that the browser need not keep the take. */
function offerAsFile(link, take) {
  link.download = take.name;
  link.addEventListener("click", () => forget(take.key), { once: true });
}
