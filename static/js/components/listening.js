/* Reports to the server that a reference was played to its end: listening counts. */

const COMPLETE_SHARE = 0.9; // of its duration, pauses in between allowed

export function countListening() {
  const form = document.querySelector("[data-listening]");
  if (!form) return;
  const counting = new AbortController();
  const { signal } = counting;
  async function check({ target }) {
    if (!target.closest("reference-player") || playedShare(target) < COMPLETE_SHARE) return;
    counting.abort();
    const message = await report(form);
    if (message) form.querySelector("[data-listening-words]").textContent = message;
  }
  // Media events do not bubble, and the player may be inserted later.
  for (const name of ["pause", "ended"]) {
    document.addEventListener(name, check, { signal, capture: true });
  }
}

function playedShare({ played, duration }) {
  let seconds = 0;
  for (let i = 0; i < played.length; i += 1) seconds += played.end(i) - played.start(i);
  return duration > 0 ? seconds / duration : 0;
}

async function report(form) {
  const response = await fetch(form.action, {
    method: "POST",
    headers: { Accept: "application/json" },
    body: new FormData(form),
  }).catch(() => null);
  return response?.ok ? (await response.json()).message : "";
}
