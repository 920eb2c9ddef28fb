import assert from "node:assert/strict";
import { test } from "node:test";

import { sendTake } from "#js/lib/api.js";
import { ACCEPTED, answerWith, json, makeTake, NO_CONNECTION } from "../browser.js";

const { signal } = new AbortController();

async function answerTo(t, response) {
  answerWith(t.mock, response);
  return sendTake(makeTake(), "token", signal);
}

function redirected(status) {
  const response = json(status, {});
  Object.defineProperty(response, "redirected", { value: true });
  return response;
}

test("a take is posted as the form would post it", async (t) => {
  const fetch = answerWith(t.mock, json(201, ACCEPTED));
  const take = makeTake();

  await sendTake(take, "token", signal);

  const [url, { method, headers, body }] = fetch.mock.calls[0].arguments;
  assert.equal(url, take.submitUrl);
  assert.equal(method, "POST");
  assert.deepEqual(headers, { Accept: "application/json", "X-CSRFToken": "token" });
  assert.equal(body.get("idempotency_key"), take.key);
  assert.equal(body.get("style"), "happy");
  assert.equal(body.get("captured"), '{"sampleRate":48000}');
  assert.equal(body.get("source"), "recorder");
  const age = Number(body.get("age_s"));
  assert.ok(Math.abs(age - (Date.now() - 1000) / 1000) < 5, "1000 ms is when it was recorded");
  assert.equal(body.get("audio").name, "take.wav");
  assert.equal(await body.get("audio").text(), "RIFF");
});

test("an accepted take leads to its feedback", async (t) => {
  assert.deepEqual(await answerTo(t, json(201, ACCEPTED)), { state: "sent", url: "/takes/12/" });
});

test("a refused take comes with the server's reason", async (t) => {
  const body = { code: "too_short", message: "Keep the button pressed." };
  assert.deepEqual(await answerTo(t, json(400, body)), { state: "refused", ...body });
});

for (const [what, response, code] of [
  ["a page instead of JSON", new Response("<h1>Bad request</h1>", { status: 400 }), "unexpected"],
  ["JSON that is not an object", json(400, null), "unexpected"],
  ["a refusal without a reason", json(422, { detail: "no" }), "unexpected"],
  ["a proxy that takes no such file", new Response("", { status: 413 }), "too_large"],
]) {
  test(`${what} is no answer of ours, so the take is kept`, async (t) => {
    assert.deepEqual(await answerTo(t, response), { state: "blocked", code });
  });
}

for (const [what, response, code] of [
  ["401", json(401, {}), "signed_out"],
  ["a redirect to the sign-in page", redirected(200), "signed_out"],
  ["403 for want of consent", json(403, { code: "consent_needed" }), "consent_needed"],
  ["403 for an old token", new Response("Forbidden", { status: 403 }), "page_expired"],
]) {
  test(`${what} blocks a take`, async (t) => {
    assert.deepEqual(await answerTo(t, response), { state: "blocked", code });
  });
}

const WELCOME = new Response("<h1>Welcome to our Wi-Fi</h1>");

for (const [what, response, reason] of [
  ["no connection", NO_CONNECTION, "connection"],
  ["a server error", new Response("<h1>Server error</h1>", { status: 500 }), "server"],
  ["a busy server", json(503, {}), "server"],
  ["too many requests", json(429, {}), "server"],
  ["a request that took too long", json(408, {}), "server"],
  ["a 200 from somebody else's sign-in page", WELCOME, "connection"],
]) {
  test(`after ${what} the take may be sent again`, async (t) => {
    assert.deepEqual(await answerTo(t, response), { state: "later", reason });
  });
}
