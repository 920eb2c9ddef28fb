import assert from "node:assert/strict";
import { test } from "node:test";

import { bandwidthHz, meanSpectrum } from "#js/lib/spectrum.js";
import { add, inBlocks, noise, SAMPLE_RATE, sines } from "../signals.js";

const SECOND = SAMPLE_RATE;
const room = inBlocks(noise(SECOND, 1, 1e-4));

/** Speech of even power up to a frequency, in the noise of the room. */
function speechUpTo(topHz) {
  const frequencies = Array.from({ length: Math.floor(topHz / 100) }, (_, i) => 100 * (i + 1));
  return inBlocks(add(sines(SECOND, frequencies, 0.5), noise(SECOND, 2, 1e-4)));
}

for (const topHz of [3400, 7000, 16000]) {
  test(`speech up to ${topHz} Hz has that bandwidth, within a band of 250 Hz`, () => {
    const measured = bandwidthHz(meanSpectrum(speechUpTo(topHz)), meanSpectrum(room), SAMPLE_RATE);
    assert.ok(Math.abs(measured - topHz) <= 300, `${measured} Hz`);
  });
}

test("what the room has as well is not the voice's", () => {
  const hum = sines(SECOND, [9000], 0.2);
  const [speech, noisyRoom] = [add(sines(SECOND, [500], 0.5), hum), hum].map((s) => inBlocks(s));
  const measured = bandwidthHz(meanSpectrum(speech), meanSpectrum(noisyRoom), SAMPLE_RATE);
  assert.ok(measured < 1000, `${measured} Hz`);
});

test("a block too short for the transform is left out of the mean", () => {
  const blocks = inBlocks(noise(4 * 2048, 3));
  const withRest = [...blocks, noise(100, 4)];
  assert.deepEqual(meanSpectrum(withRest), meanSpectrum(blocks));
});

test("the mean spectrum of nothing is zero", () => {
  assert.ok(meanSpectrum([]).every((value) => value === 0));
});
