import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { backoff, deliver } from "#js/lib/delivery.js";
import { forget, keep, unsent } from "#js/lib/take-store.js";
import { ACCEPTED, answerWith, json, makeTake, NO_CONNECTION } from "../browser.js";

const take = makeTake();

beforeEach(() => keep(take));

const stored = () => unsent(take.learner, take.submitUrl);

/** The states of a whole delivery; `onStep` sees each as it is entered. */
async function statesOf({ onStep = () => {}, controller = new AbortController() } = {}) {
  const steps = [];
  const { signal } = controller;
  for await (const step of deliver(take, { csrfToken: () => "token", signal })) {
    steps.push(step);
    await onStep(step, controller);
  }
  return steps;
}

/** Let a wait for the connection end as soon as it has begun. */
function comeOnline({ state }) {
  if (state === "waiting") setImmediate(() => window.dispatchEvent(new Event("online")));
}

test("an accepted take is forgotten", async (t) => {
  answerWith(t.mock, json(201, ACCEPTED));
  assert.deepEqual(await statesOf(), [{ state: "sending" }, { state: "sent", url: "/takes/12/" }]);
  assert.equal(await stored(), undefined);
});

test("a take on its way is marked, so that any page may go on with it", async (t) => {
  let marked;
  t.mock.method(globalThis, "fetch", async () => {
    marked = (await stored()).isSent;
    return json(201, ACCEPTED);
  });
  await statesOf();
  assert.equal(marked, true);
});

test("without a connection it waits, and goes on when the browser is online", async (t) => {
  const fetch = answerWith(t.mock, NO_CONNECTION, json(503, {}), json(201, ACCEPTED));
  const steps = await statesOf({ onStep: comeOnline });
  assert.deepEqual(steps, [
    { state: "sending" },
    { state: "waiting", seconds: 1, reason: "connection" },
    { state: "sending" },
    { state: "waiting", seconds: 2, reason: "server" },
    { state: "sending" },
    { state: "sent", url: "/takes/12/" },
  ]);
  const keys = fetch.mock.calls.map(({ arguments: [, { body }] }) => body.get("idempotency_key"));
  assert.deepEqual(keys, [take.key, take.key, take.key]);
});

test("it tries again after the announced time without being told of a connection", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  answerWith(t.mock, NO_CONNECTION, json(201, ACCEPTED));
  const tick = ({ state, seconds }) => {
    if (state === "waiting") setImmediate(() => t.mock.timers.tick(1000 * seconds));
  };
  assert.equal((await statesOf({ onStep: tick })).at(-1).state, "sent");
});

test("each attempt carries the token that the page has then", async (t) => {
  const fetch = answerWith(t.mock, NO_CONNECTION, json(201, ACCEPTED));
  const tokens = ["old", "new"];
  const { signal } = new AbortController();
  for await (const step of deliver(take, { csrfToken: () => tokens.shift(), signal })) {
    comeOnline(step);
  }
  const used = fetch.mock.calls.map(({ arguments: [, { headers }] }) => headers["X-CSRFToken"]);
  assert.deepEqual(used, ["old", "new"]);
});

test("a blocked take is kept for its learner to send", async (t) => {
  answerWith(t.mock, json(401, {}));
  assert.deepEqual((await statesOf()).at(-1), { state: "blocked", code: "signed_out" });
  assert.equal((await stored()).isSent, false);
});

test("a take that met an answer nobody foresaw is kept", async (t) => {
  answerWith(t.mock, new Response("<h1>Bad request</h1>", { status: 400 }));
  assert.deepEqual((await statesOf()).at(-1), { state: "blocked", code: "unexpected" });
  assert.equal((await stored()).isSent, false);
});

test("a refused take is forgotten", async (t) => {
  answerWith(t.mock, json(400, { code: "too_short", message: "Too short." }));
  assert.equal((await statesOf()).at(-1).state, "refused");
  assert.equal(await stored(), undefined);
});

test("a take that nothing asks for any more is kept until its learner saves it", async (t) => {
  answerWith(t.mock, json(404, { code: "not_found" }));
  assert.deepEqual((await statesOf()).at(-1), { state: "gone" });
  assert.equal((await stored()).isSent, true);
});

test("a take discarded while it waits is not sent again", async (t) => {
  const fetch = answerWith(t.mock, NO_CONNECTION);
  const discard = async ({ state }, controller) => {
    if (state !== "waiting") return;
    controller.abort();
    await forget(take.key);
  };
  assert.equal((await statesOf({ onStep: discard })).at(-1).state, "waiting");
  assert.equal(fetch.mock.callCount(), 1);
  assert.equal(await stored(), undefined);
});

test("discarding a take ends the request that carries it", async (t) => {
  const controller = new AbortController();
  t.mock.method(globalThis, "fetch", (_url, { signal }) => {
    setImmediate(() => controller.abort());
    return new Promise((_resolve, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason));
    });
  });
  assert.deepEqual(await statesOf({ controller }), [{ state: "sending" }]);
});

test("a browser without a store still delivers", async (t) => {
  t.mock.method(indexedDB, "open", () => {
    throw new DOMException("not in private windows", "SecurityError");
  });
  answerWith(t.mock, json(201, ACCEPTED));
  assert.equal((await statesOf()).at(-1).state, "sent");
});

test("waits double up to half a minute", () => {
  assert.deepEqual([0, 1, 2, 3, 4, 5, 6, 40].map(backoff), [1, 2, 4, 8, 16, 30, 30, 30]);
});
