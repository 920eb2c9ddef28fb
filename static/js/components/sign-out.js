/* Signing out leaves no recording in the browser: whoever has takes here that the server
   does not have is asked first. */

import { fill } from "../lib/dom.js";
import { forget, ofLearner } from "../lib/take-store.js";

export function watchSignOut() {
  const form = document.querySelector("form[data-sign-out]");
  if (!form || !("indexedDB" in window)) return;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const { learner, question } = form.dataset;
    const ask = (n) => window.confirm(fill(question, { n }));
    if (await leaveNothing(learner, ask)) form.submit();
  });
}

/** Forget a learner's takes if `ask(n)` agrees; whether none is left. */
export async function leaveNothing(learner, ask) {
  const takes = await ofLearner(learner).catch(() => []);
  if (takes.length > 0 && !ask(takes.length)) return false;
  for (const { key } of takes) await forget(key);
  return true;
}
