import assert from "node:assert/strict";
import { test } from "node:test";

import { clock, fill } from "#js/lib/dom.js";

test("places in a sentence are filled by name", () => {
  assert.equal(fill("{n} of {all}, {n}!", { n: 2, all: 3 }), "2 of 3, 2!");
});

test("a place without a value stays as it is", () => {
  assert.equal(fill("{n} of {all}", { n: 0 }), "0 of {all}");
});

for (const [seconds, shown] of [
  [0, "0:00"],
  [9.99, "0:09"],
  [60, "1:00"],
  [754, "12:34"],
  [-1, "0:00"],
]) {
  test(`${seconds} seconds are shown as ${shown}`, () => assert.equal(clock(seconds), shown));
}
