/* Takes that were sent without a line: any page of the site sends them once it is back.

   A take that its learner has not sent yet is left to the page of its phrase, and so is
   one whose recorder is on this page. The idempotency key makes "once" true even where
   two pages try at the same moment. */

import { Blocked, backoff, Refused, sendTake, waitForLine } from "../lib/api.js";
import { fill } from "../lib/dom.js";
import { forget, keep, waiting } from "../lib/take-store.js";

export async function sendWaiting() {
  const line = document.querySelector("[data-outbox]");
  const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value;
  if (!line || !token || !("indexedDB" in window)) return;
  const takes = await waiting(line.dataset.learner, recorderUrl()).catch(() => []);
  for (const [i, take] of takes.entries()) {
    await sendOne(take, token, new StatusLine(line, takes.length - i));
  }
}

function recorderUrl() {
  return document.querySelector("take-recorder")?.closest("form").getAttribute("action") ?? "";
}

async function sendOne(take, token, line) {
  for (let attempt = 0; ; attempt += 1) {
    try {
      line.say("sending");
      const url = await sendTake(take, token);
      await forget(take.key);
      line.say("sent", url);
      return;
    } catch (error) {
      if (error instanceof Blocked) {
        await keep({ ...take, isSent: false });
        line.say("blocked", take.submitUrl.replace(/takes\/$/, ""));
        return;
      }
      if (error instanceof Refused) {
        await forget(take.key);
        line.say("refused");
        return;
      }
      line.say("waiting");
      await waitForLine(backoff(attempt), new AbortController().signal);
    }
  }
}

/** One line that says where the takes are; its words come with the page. */
class StatusLine {
  constructor(element, n) {
    this.element = element;
    this.n = n;
  }

  say(state, url = "") {
    const words = this.element.dataset[state];
    this.element.dataset.state = state;
    this.element.querySelector("[data-outbox-words]").textContent = fill(words, { n: this.n });
    const link = this.element.querySelector("a");
    link.hidden = !url;
    if (url) link.href = url;
    link.textContent = state === "sent" ? link.dataset.sent : link.dataset.blocked;
    this.element.hidden = false;
  }
}
