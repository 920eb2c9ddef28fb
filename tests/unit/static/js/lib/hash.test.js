import assert from "node:assert/strict";
import { test } from "node:test";

import { shortHash } from "#js/lib/hash.js";

test("a code is short, always the same, and another one for another text", async () => {
  // printf 'Built-in' | sha256sum | cut -c1-16
  assert.equal(await shortHash("Built-in"), "1f43948106d1d47f");
  assert.notEqual(await shortHash("Headset"), await shortHash("Built-in"));
});
