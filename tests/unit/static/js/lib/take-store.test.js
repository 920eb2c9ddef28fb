import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { forget, keep, unsent, waiting } from "#js/lib/take-store.js";
import { makeTake } from "../browser.js";

const HERE = "/phrases/here/takes/";
const THERE = "/phrases/there/takes/";
const kept = [];

async function keepTake(changes) {
  const take = makeTake(changes);
  await keep(take);
  kept.push(take.key);
  return take.key;
}

beforeEach(async () => {
  for (const key of kept.splice(0)) await forget(key);
});

test("a kept take comes back whole", async () => {
  const take = makeTake({ submitUrl: HERE });
  await keep(take);
  kept.push(take.key);
  const found = await unsent("7", HERE);
  assert.equal(await found.blob.text(), "RIFF");
  assert.deepEqual({ ...found, blob: null }, { ...take, blob: null });
});

test("a take that could not be written, as on a full disk, is not called kept", async (t) => {
  const put = IDBObjectStore.prototype.put;
  t.mock.method(IDBObjectStore.prototype, "put", function putAndAbort(take) {
    const request = put.call(this, take);
    request.addEventListener("success", () => this.transaction.abort());
    return request;
  });
  const take = makeTake({ submitUrl: HERE });
  await assert.rejects(keep(take));
  assert.equal(await unsent("7", HERE), undefined);
});

test("keeping a take again replaces it", async () => {
  const key = await keepTake({ submitUrl: HERE, style: "calm" });
  await keep(makeTake({ key, submitUrl: HERE, style: "sad" }));
  assert.equal((await unsent("7", HERE)).style, "sad");
  await forget(key);
  assert.equal(await unsent("7", HERE), undefined);
});

test("a phrase is offered its newest take", async () => {
  await keepTake({ submitUrl: HERE, recordedAt: 1 });
  const newest = await keepTake({ submitUrl: HERE, recordedAt: 3 });
  await keepTake({ submitUrl: THERE, recordedAt: 4 });
  await keepTake({ submitUrl: HERE, recordedAt: 2 });
  assert.equal((await unsent("7", HERE)).key, newest);
});

test("takes of another learner on the same device are not offered", async () => {
  await keepTake({ submitUrl: HERE, learner: "8", isSent: true });
  assert.equal(await unsent("7", HERE), undefined);
  assert.deepEqual(await waiting("7", ""), []);
});

test("sent takes wait in the order they were recorded, but those of one address", async () => {
  const second = await keepTake({ submitUrl: HERE, recordedAt: 2, isSent: true });
  const first = await keepTake({ submitUrl: HERE, recordedAt: 1, isSent: true });
  await keepTake({ submitUrl: HERE, recordedAt: 3, isSent: false });
  await keepTake({ submitUrl: THERE, recordedAt: 4, isSent: true });
  const keys = (await waiting("7", THERE)).map(({ key }) => key);
  assert.deepEqual(keys, [first, second]);
});
