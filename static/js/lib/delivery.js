/* Delivery of one take, with retries until the server has answered.

   The recorder delivers the take of its page, the outbox those of other pages; both follow
   the same states. A take stays in the browser's store until the server has it; once its
   learner has pressed Send it is marked, so that any page may deliver it. */

import { sendTake } from "./api.js";
import { forget, keep } from "./take-store.js";

/** Yields each state of the delivery as it is entered, ending with `sent`, `refused`,
    `blocked` or `gone` as `sendTake` describes them; before that `{state: "sending"}` and
    `{state: "waiting", seconds, reason}` in turn. An aborted delivery ends without an answer and
    leaves the store to whoever aborted it. */
export async function* deliver(take, { csrfToken, signal }) {
  for (let attempt = 0; !signal.aborted; attempt += 1) {
    yield { state: "sending" };
    if (attempt === 0) await mark(take, true);
    const answer = await sendTake(take, csrfToken(), signal);
    if (signal.aborted) return;
    if (answer.state !== "later") {
      await settle(take, answer);
      yield answer;
      return;
    }
    const seconds = backoff(attempt);
    yield { state: "waiting", seconds, reason: answer.reason };
    await connectionOr(seconds, signal);
  }
}

/** A blocked take is left to the page of its phrase, where its learner sends it again; one
    that nothing asks for any more stays until its learner has saved it as a file. */
async function settle(take, { state }) {
  if (state === "gone") return;
  if (state === "blocked") await mark(take, false);
  else await forget(take.key).catch(() => {});
}

/** A browser without a store can still send what is on its page. */
async function mark(take, isSent) {
  await keep({ ...take, isSent }).catch(() => {});
}

/** Seconds to wait before the n-th repeat, from 0: 1, 2, 4 … at most 30. */
export function backoff(attempt) {
  return Math.min(30, 2 ** attempt);
}

/** Resolves after some seconds, or as soon as the browser is online again. */
function connectionOr(seconds, signal) {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(done, 1000 * seconds);
    function done() {
      clearTimeout(timer);
      window.removeEventListener("online", done);
      signal.removeEventListener("abort", done);
      resolve();
    }
    window.addEventListener("online", done);
    signal.addEventListener("abort", done);
  });
}
