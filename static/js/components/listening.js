/* Tells the server when a reference has been heard, all of it: listening counts. */

const HEARD_SHARE = 0.9; // of the sound, however often it was stopped in between

export function countListening() {
  const form = document.querySelector("[data-listening]");
  if (!form) return;
  const counting = new AbortController();
  const { signal } = counting;
  async function look({ target }) {
    if (!target.closest("reference-player") || shareHeard(target) < HEARD_SHARE) return;
    counting.abort();
    const message = await tell(form);
    if (message) form.querySelector("[data-listening-words]").textContent = message;
  }
  // Media events do not bubble, and the player may come later than this.
  for (const name of ["pause", "ended"]) {
    document.addEventListener(name, look, { signal, capture: true });
  }
}

function shareHeard({ played, duration }) {
  let heard = 0;
  for (let i = 0; i < played.length; i += 1) heard += played.end(i) - played.start(i);
  return duration > 0 ? heard / duration : 0;
}

async function tell(form) {
  const response = await fetch(form.action, {
    method: "POST",
    headers: { Accept: "application/json" },
    body: new FormData(form),
  }).catch(() => null);
  return response?.ok ? (await response.json()).message : "";
}
