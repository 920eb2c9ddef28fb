import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { MicrophoneError } from "#js/components/microphone.js";
import { Recorder } from "#js/components/recorder.js";
import { forget, unsent } from "#js/lib/take-store.js";
import { ACCEPTED, answerWith, json, makeTake, NO_CONNECTION } from "../browser.js";

const { learner, submitUrl } = makeTake();
const FILE = { blob: new Blob(["mp3"]), name: "take.mp3", captured: {}, source: "upload" };

/** Delivers what a test says into it, at 1000 samples a second. */
class FakeMicrophone extends EventTarget {
  sampleRate = 1000;

  constructor(refusal) {
    super();
    this.refusal = refusal;
  }

  async request() {
    if (this.refusal) throw new MicrophoneError(this.refusal);
  }

  async start() {}

  async close() {}

  granted() {
    return { sampleRate: this.sampleRate };
  }

  hear(nSamples) {
    const block = new Float32Array(nSamples).fill(0.5);
    this.dispatchEvent(new CustomEvent("block", { detail: { block, rms: 0.5, peak: 0.5 } }));
  }

  stopByItself() {
    this.dispatchEvent(new Event("lost"));
  }
}

function makeRecorder({ refusals = [] } = {}) {
  return new Recorder({
    microphone: () => new FakeMicrophone(refusals.shift()),
    maxDurationS: 30,
    submitUrl,
    learner,
    csrfToken: () => "token",
    style: () => "",
  });
}

/** Resolves with the detail of the next change to a state. */
function entered(recorder, state) {
  return new Promise((resolve) => {
    recorder.addEventListener("state", function listen({ detail }) {
      if (detail.state !== state) return;
      recorder.removeEventListener("state", listen);
      resolve(detail);
    });
  });
}

async function recordTake(recorder, nSamples = 100) {
  await recorder.record();
  recorder.microphone.hear(nSamples);
  await recorder.stop();
  return recorder.take;
}

/** Record until the microphone stops by itself. */
async function recordInterrupted(recorder, nSamples = 100) {
  await recorder.record();
  recorder.microphone.hear(nSamples);
  const held = entered(recorder, "recorded");
  recorder.microphone.stopByItself();
  return held;
}

const stored = () => unsent(learner, submitUrl);

async function storedKeys() {
  const keys = [];
  for (let take = await stored(); take; take = await stored()) {
    keys.push(take.key);
    await forget(take.key);
  }
  return keys;
}

beforeEach(storedKeys); // empties the store

test("the take before is still there when another recording is cancelled", async () => {
  const recorder = makeRecorder();
  const first = await recordTake(recorder);
  await recorder.record();
  recorder.microphone.hear(100);
  assert.equal(recorder.state, "recording");
  const shown = entered(recorder, "recorded");
  await recorder.cancel();
  assert.equal((await shown).isEarlier, true);
  assert.equal(recorder.take, first);
  assert.deepEqual(await storedKeys(), [first.key]);
});

test("another take replaces the one before", async () => {
  const recorder = makeRecorder();
  await recordTake(recorder);
  const second = await recordTake(recorder);
  assert.deepEqual(await storedKeys(), [second.key]);
  await recorder.discard();
  assert.equal(recorder.state, "idle");
});

test("the take before survives a microphone that is refused, and can be sent", async (t) => {
  const recorder = makeRecorder({ refusals: [undefined, "denied"] });
  const first = await recordTake(recorder);
  await recorder.record();
  assert.deepEqual([recorder.state, recorder.error.code], ["error", "denied"]);
  assert.equal(recorder.take, first);
  answerWith(t.mock, json(201, ACCEPTED));
  await recorder.send();
  assert.equal(recorder.state, "sent");
});

test("what was recorded until an interruption is kept", async () => {
  const recorder = makeRecorder();
  const detail = await recordInterrupted(recorder, 300);
  assert.deepEqual([detail.isInterrupted, detail.isStored], [true, true]);
  assert.equal((await stored()).blob.size, 44 + 2 * 300);
});

test("an interrupted take does not replace the one before", async () => {
  const recorder = makeRecorder();
  const first = await recordTake(recorder);
  await recordInterrupted(recorder);
  assert.equal(recorder.hasEarlier, true);
  await recorder.discard();
  assert.equal(recorder.take, first);
  assert.deepEqual(await storedKeys(), [first.key]);
});

test("sending an interrupted take forgets the one before", async (t) => {
  const recorder = makeRecorder();
  await recordTake(recorder);
  await recordInterrupted(recorder);
  answerWith(t.mock, json(201, ACCEPTED));
  await recorder.send();
  assert.deepEqual(await storedKeys(), []);
});

test("an interruption before anything could be said is an error", async () => {
  const recorder = makeRecorder();
  await recorder.record();
  recorder.microphone.stopByItself();
  assert.deepEqual([recorder.state, recorder.error.code], ["error", "interrupted"]);
  assert.equal(recorder.take, null);
});

test("a take that cannot be stored is held, and so is the one before", async (t) => {
  const recorder = makeRecorder();
  const first = await recordTake(recorder);
  t.mock.method(IDBObjectStore.prototype, "put", () => {
    throw new DOMException("full", "QuotaExceededError");
  });
  const held = entered(recorder, "recorded");
  await recordTake(recorder);
  assert.equal((await held).isStored, false);
  await recorder.discard();
  assert.equal(recorder.take, first);
});

test("a file that is refused gives the recorded take back", async (t) => {
  const recorder = makeRecorder();
  const first = await recordTake(recorder);
  await recorder.hold(FILE);
  answerWith(t.mock, json(400, { code: "not_audio", message: "This is not a recording." }));
  await recorder.send();
  assert.deepEqual([recorder.state, recorder.error.code], ["error", "refused"]);
  assert.equal(recorder.take, first);
  assert.deepEqual(await storedKeys(), [first.key]);
});

for (const [what, answer] of [
  ["being signed out", json(401, {})],
  ["an answer that is not JSON", new Response("<h1>Bad request</h1>", { status: 400 })],
]) {
  test(`after ${what} the take is kept and can be sent again`, async (t) => {
    const recorder = makeRecorder();
    const take = await recordTake(recorder);
    answerWith(t.mock, answer, json(201, ACCEPTED));
    await recorder.send();
    assert.equal(recorder.state, "error");
    assert.equal((await stored()).key, take.key);
    await recorder.send();
    assert.equal(recorder.state, "sent");
    assert.equal(await stored(), undefined);
  });
}

test("a take that the server or the connection fails is sent again by itself", async (t) => {
  const recorder = makeRecorder();
  const take = await recordTake(recorder);
  answerWith(t.mock, json(500, {}), NO_CONNECTION, json(201, ACCEPTED));
  const reasons = [];
  recorder.addEventListener("state", ({ detail }) => {
    if (!detail.waiting) return;
    reasons.push(detail.reason);
    setImmediate(() => window.dispatchEvent(new Event("online")));
  });
  await recorder.send();
  assert.deepEqual(reasons, ["server", "connection"]);
  assert.equal(recorder.state, "sent");
  assert.ok(take.key);
});
