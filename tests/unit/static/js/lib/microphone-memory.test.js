import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { lastTest, rememberTest } from "#js/lib/microphone-memory.js";

beforeEach(() => {
  const values = new Map();
  globalThis.localStorage = {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => values.set(key, String(value)),
  };
});

test("the last test of this device comes back with its time", (t) => {
  t.mock.timers.enable({ apis: ["Date"], now: 5000 });
  rememberTest({ outcome: "fair", problems: ["quiet"] });
  assert.deepEqual(lastTest(), { outcome: "fair", problems: ["quiet"], testedAt: 5000 });
});

test("a device that was never tested has no last test", () => {
  assert.equal(lastTest(), null);
});

test("what cannot be read counts as no test", () => {
  localStorage.setItem("intona.microphone", "{half a");
  assert.equal(lastTest(), null);
});

test("a browser that forbids storage has no last test", () => {
  globalThis.localStorage = {
    getItem: () => {
      throw new DOMException("denied", "SecurityError");
    },
  };
  assert.equal(lastTest(), null);
});
