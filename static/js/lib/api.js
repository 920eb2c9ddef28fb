/* The request that submits a take, with its idempotency key. */

const RETRIED = new Set([408, 429]); // and every 5xx

/** Post a take once; resolves to the outcome:

    `{state: "sent", url}`               the server has it; its feedback is at `url`
    `{state: "refused", code, message}`  the server does not want this take, and says why
    `{state: "blocked", code}`           sign in, consent or reload the page first; or an
                                         answer that nobody foresaw
    `{state: "gone"}`                    nothing asks for the take any more
    `{state: "later", reason}`           no usable answer: the same take may be sent again;
                                         the reason is `connection` or `server` */
export async function sendTake(take, csrfToken, signal) {
  const response = await post(take, csrfToken, signal).catch(() => null);
  if (!response) return { state: "later", reason: "connection" };
  if (response.status >= 500 || RETRIED.has(response.status)) {
    return { state: "later", reason: "server" };
  }
  if (response.redirected || response.status === 401) {
    return { state: "blocked", code: "signed_out" };
  }
  if (response.status === 404) return { state: "gone" };
  const answer = await readJson(response);
  if (response.status === 403) {
    const code = answer.code === "consent_needed" ? answer.code : "page_expired";
    return { state: "blocked", code };
  }
  if (!response.ok) return refusal(response.status, answer);
  // A hotel's sign-in page answers "200 OK" as well, but not with an address.
  if (!answer.feedback_url) return { state: "later", reason: "connection" };
  return { state: "sent", url: answer.feedback_url };
}

/** An answer that is not ours, such as a proxy's page, has no fields. */
async function readJson(response) {
  const answer = await response.json().catch(() => null);
  return answer ?? {};
}

/** Only a refusal in our own words ends a take; any other error may be a fault of ours. */
function refusal(status, { code, message }) {
  if (code && message) return { state: "refused", code, message };
  return { state: "blocked", code: status === 413 ? "too_large" : "unexpected" };
}

function post(take, csrfToken, signal) {
  const body = new FormData();
  body.append("audio", take.blob, take.name);
  body.append("idempotency_key", take.key);
  body.append("style", take.style);
  body.append("captured", JSON.stringify(take.captured));
  body.append("source", take.source);
  body.append("age_s", Math.max(0, (Date.now() - take.recordedAt) / 1000));
  return fetch(take.submitUrl, {
    method: "POST",
    headers: { Accept: "application/json", "X-CSRFToken": csrfToken },
    body,
    signal,
  });
}
