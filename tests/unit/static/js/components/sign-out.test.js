import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { leaveNothing } from "#js/components/sign-out.js";
import { forget, keep, ofLearner } from "#js/lib/take-store.js";
import { makeTake } from "../browser.js";

const asked = [];
const yes = (n) => asked.push(n) > 0;
const no = (n) => asked.push(n) < 0;

beforeEach(async () => {
  asked.length = 0;
  for (const learner of ["7", "8"]) {
    for (const { key } of await ofLearner(learner)) await forget(key);
  }
});

test("whoever has no take in the browser is not asked", async () => {
  assert.equal(await leaveNothing("7", no), true);
  assert.deepEqual(asked, []);
});

test("takes are deleted once their learner agrees, and those of others stay", async () => {
  await keep(makeTake());
  await keep(makeTake({ isSent: true }));
  await keep(makeTake({ learner: "8" }));
  assert.equal(await leaveNothing("7", yes), true);
  assert.deepEqual(asked, [2]);
  assert.deepEqual(await ofLearner("7"), []);
  assert.equal((await ofLearner("8")).length, 1);
});

test("without agreement the takes stay, and so does their learner", async () => {
  await keep(makeTake());
  assert.equal(await leaveNothing("7", no), false);
  assert.equal((await ofLearner("7")).length, 1);
});
