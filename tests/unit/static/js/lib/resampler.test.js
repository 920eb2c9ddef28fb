import assert from "node:assert/strict";
import { test } from "node:test";
import { Resampler } from "#js/lib/resampler.js";

function tone(hz, rate, seconds = 0.5) {
  return Float32Array.from({ length: rate * seconds }, (_, n) =>
    Math.sin((2 * Math.PI * hz * n) / rate),
  );
}

const rms = (samples) =>
  Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);

for (const rate of [44100, 48000, 16000]) {
  test(`a tone at ${rate} Hz stays the same tone at 16000 Hz`, () => {
    const out = new Resampler(rate, 16000).push(tone(1000, rate)).slice(200);
    const expected = tone(1000, 16000);
    const worst = Math.max(...out.map((sample, n) => Math.abs(sample - expected[n + 200])));
    assert.ok(worst < 0.01, `off by ${worst}`);
  });
}

test("what the lower rate cannot hold is taken out", () => {
  const out = new Resampler(48000, 16000).push(tone(11000, 48000)).slice(200);
  assert.ok(rms(out) < 0.003);
});

test("blocks of any length give the same sound as the whole", () => {
  const sound = tone(700, 44100);
  const whole = new Resampler(44100, 16000).push(sound);
  const inBlocks = new Resampler(44100, 16000);
  const parts = [];
  for (let i = 0, size = 1; i < sound.length; i += size, size = (size * 7) % 2048) {
    parts.push(...inBlocks.push(sound.slice(i, i + size)));
  }
  assert.equal(parts.length, whole.length);
  const worst = Math.max(...whole.map((sample, n) => Math.abs(sample - parts[n])));
  assert.ok(worst < 0.003, `off by ${worst}`); // a position may round to the next phase
});
