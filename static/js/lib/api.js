/* The one request a page sends by script: a take, with its idempotency key. */

/** No answer, or one that says "later": the same take may be sent again. */
export class TryLater extends Error {}

/** The server understood and does not want this take. */
export class Refused extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

/** The take is welcome but may not be sent yet: signed out, no consent, an old page. */
export class Blocked extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

/** Post a take; resolves to the address of its feedback. */
export async function sendTake(take, csrfToken) {
  const response = await post(take, csrfToken);
  if (response.redirected || response.status === 401) throw new Blocked("signed_out");
  if (response.status === 403) throw new Blocked(await forbiddenBecause(response));
  if (response.status >= 500 || response.status === 429 || response.status === 408) {
    throw new TryLater(String(response.status));
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(answer.code ?? "", answer.message ?? "");
  return answer.feedback_url;
}

async function forbiddenBecause(response) {
  const { code } = await response.json().catch(() => ({}));
  return code === "consent_needed" ? code : "page_expired";
}

async function post(take, csrfToken) {
  const body = new FormData();
  body.append("audio", take.blob, take.name);
  body.append("idempotency_key", take.key);
  body.append("style", take.style);
  body.append("captured", JSON.stringify(take.captured));
  body.append("source", take.source);
  try {
    return await fetch(take.submitUrl, {
      method: "POST",
      headers: { Accept: "application/json", "X-CSRFToken": csrfToken },
      body,
    });
  } catch (error) {
    throw new TryLater(error.message);
  }
}

/** Seconds to wait before the n-th repeat, from 0: 1, 2, 4 … at most 30. */
export function backoff(attempt) {
  return Math.min(30, 2 ** attempt);
}

/** Resolves after some seconds, or as soon as the browser is online again. */
export function waitForLine(seconds, signal) {
  return new Promise((resolve) => {
    const timer = setTimeout(done, 1000 * seconds);
    function done() {
      clearTimeout(timer);
      window.removeEventListener("online", done);
      resolve();
    }
    window.addEventListener("online", done);
    signal.addEventListener("abort", done);
  });
}
