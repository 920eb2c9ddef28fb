import assert from "node:assert/strict";
import { test } from "node:test";
import { f0Of, OwnMiddle } from "#js/lib/pitch.js";
import { noise } from "../signals.js";

const RATE = 16000;

/** A voice-like sound: harmonics that fall off, each with its own phase. */
function voice(hz, nHarmonics = 8) {
  return Float32Array.from({ length: 1024 }, (_, n) => {
    let sum = 0;
    for (let k = 1; k <= nHarmonics; k += 1) {
      sum += Math.cos((2 * Math.PI * k * hz * n) / RATE + k * k) / k;
    }
    return 0.2 * sum;
  });
}

for (const hz of [80, 123.4, 200, 311, 440]) {
  test(`f0 of a voice at ${hz} Hz is ${hz} Hz within a twentieth of a semitone`, () => {
    const semitones = 12 * Math.log2(f0Of(voice(hz), RATE) / hz);
    assert.ok(Math.abs(semitones) < 0.05, `${semitones} semitones off`);
  });
}

test("gain does not change f0", () => {
  const quiet = voice(150).map((sample) => sample / 100);
  assert.ok(Math.abs(f0Of(quiet, RATE) - f0Of(voice(150), RATE)) < 0.01);
});

test("noise and silence have no f0", () => {
  assert.ok(Number.isNaN(f0Of(noise(1024, 1), RATE)));
  assert.ok(Number.isNaN(f0Of(new Float32Array(1024), RATE)));
});

test("an octave above one's own middle is twelve semitones", () => {
  const middle = new OwnMiddle();
  for (let i = 0; i < 40; i += 1) middle.push(120 + (i % 5));
  assert.equal(middle.hz, 122);
  assert.ok(Math.abs(middle.push(244) - 12) < 1e-9);
});

test("nothing is said about pitch before a middle is known, nor two octaves away", () => {
  const middle = new OwnMiddle();
  assert.ok(Number.isNaN(middle.push(120)));
  for (let i = 0; i < 20; i += 1) middle.push(120);
  assert.ok(Number.isNaN(middle.push(480)));
  assert.ok(Number.isNaN(middle.push(Number.NaN)));
});
