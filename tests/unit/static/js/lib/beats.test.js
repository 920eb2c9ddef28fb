import assert from "node:assert/strict";
import { test } from "node:test";
import { BeatPicker } from "#js/lib/beats.js";

function beatsOf(values, stress = 0.9) {
  const picker = new BeatPicker();
  const frames = values.map((nucleus, frame) => ({ nucleus, stress, frame }));
  return frames.map((frame) => picker.push(frame)).filter(Boolean);
}

test("each peak of the nucleus is one beat", () => {
  const beats = beatsOf([0, 0.2, 0.9, 0.4, 0.1, 0.6, 0.8, 0.7, 0, 0]);
  assert.deepEqual(
    beats.map(({ frame }) => frame),
    [2, 6],
  );
});

test("what is not likely a nucleus is no beat, and a plateau is a single one", () => {
  assert.deepEqual(beatsOf([0, 0.3, 0.45, 0.2, 0]), []);
  assert.equal(beatsOf([0, 0.8, 0.8, 0.8, 0]).length, 1);
});

test("a beat is strong if its nucleus is likely stressed", () => {
  assert.equal(beatsOf([0, 0.9, 0], 0.7)[0].isStrong, true);
  assert.equal(beatsOf([0, 0.9, 0], 0.3)[0].isStrong, false);
});
