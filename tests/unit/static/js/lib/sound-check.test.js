import assert from "node:assert/strict";
import { test } from "node:test";

import { decibels, isVoice, judge, measureSound, noiseLevelDb } from "#js/lib/sound-check.js";
import { add, inBlocks, noise, SAMPLE_RATE, sines } from "../signals.js";

const LIMITS = {
  minLevelDb: -50,
  minSnrDb: 6,
  maxClippedShare: 0.05,
  quietDb: -35,
  lowSnrDb: 15,
  clippedShare: 0.001,
  narrowHz: 4200,
};
const GOOD = { levelDb: -20, snrDb: 40, clippedShare: 0, bandwidthHz: 16000 };

for (const [what, sound, granted, outcome, problems] of [
  ["a good microphone", {}, {}, "good", []],
  ["silence", { snrDb: 0, levelDb: -96 }, {}, "poor", ["no_voice"]],
  ["a voice too far away", { levelDb: -51 }, {}, "poor", ["no_voice"]],
  ["a voice lost in noise", { snrDb: 5 }, {}, "poor", ["too_noisy"]],
  ["an overdriven input", { clippedShare: 0.06 }, {}, "poor", ["overloaded"]],
  ["a quiet voice", { levelDb: -40 }, {}, "fair", ["quiet"]],
  ["some noise", { snrDb: 10 }, {}, "fair", ["noisy"]],
  ["some clipping", { clippedShare: 0.01 }, {}, "fair", ["loud"]],
  ["a telephone headset", { bandwidthHz: 3400 }, {}, "fair", ["narrow"]],
  ["automatic gain", {}, { autoGainControl: true }, "fair", ["altered"]],
  ["a browser that tells nothing", {}, { autoGainControl: null }, "good", []],
  ["two grave faults", { snrDb: 5, clippedShare: 0.06 }, {}, "poor", ["too_noisy", "overloaded"]],
  ["a grave fault and a slight one", { snrDb: 5, bandwidthHz: 3400 }, {}, "poor", ["too_noisy"]],
]) {
  test(`${what} is ${outcome}`, () => {
    assert.deepEqual(judge({ ...GOOD, ...sound }, granted, LIMITS), { outcome, problems });
  });
}

test("level, noise and their distance are measured from the samples", () => {
  const room = inBlocks(noise(SAMPLE_RATE, 1, 0.001));
  const voice = sines(SAMPLE_RATE, [300, 900, 3000], 0.5);
  const spoken = inBlocks(add(voice, noise(SAMPLE_RATE, 2, 0.001)));
  const sound = measureSound(room, spoken, SAMPLE_RATE);
  const expectedDb = 20 * Math.log10((0.5 / 3) * Math.sqrt(3 / 2));
  assert.ok(Math.abs(sound.levelDb - expectedDb) < 0.3, `${sound.levelDb} dB`);
  assert.ok(Math.abs(sound.noiseDb - 20 * Math.log10(0.001 / Math.sqrt(3))) < 0.5);
  assert.ok(Math.abs(sound.snrDb - (sound.levelDb - sound.noiseDb)) < 1e-9);
  assert.equal(sound.clippedShare, 0);
});

test("pauses do not lower the level of the voice", () => {
  const room = inBlocks(noise(SAMPLE_RATE, 1, 0.001));
  const voice = inBlocks(sines(SAMPLE_RATE, [300], 0.5));
  const alone = measureSound(room, voice, SAMPLE_RATE);
  const withPauses = measureSound(room, [...voice, ...room, ...room], SAMPLE_RATE);
  assert.ok(Math.abs(alone.levelDb - withPauses.levelDb) < 1e-9);
});

test("where nobody speaks there is no voice to measure", () => {
  const room = inBlocks(noise(SAMPLE_RATE, 1, 0.001));
  const sound = measureSound(room, inBlocks(noise(SAMPLE_RATE, 5, 0.001)), SAMPLE_RATE);
  assert.deepEqual([sound.snrDb, sound.levelDb, sound.bandwidthHz], [0, -96, 0]);
});

test("the share of clipped samples counts both ends of the scale", () => {
  const spoken = [Float32Array.of(1, -1, 0, 0.5, -0.99, 0, 0, 0)];
  assert.equal(measureSound([], spoken, SAMPLE_RATE).clippedShare, 3 / 8);
});

test("one click does not raise the level of the room", () => {
  const quiet = inBlocks(noise(20 * 2048, 1, 0.001));
  const click = new Float32Array(2048).fill(0.9, 0, 50);
  assert.ok(Math.abs(noiseLevelDb([...quiet, click]) - noiseLevelDb(quiet)) < 0.1);
});

test("a voice stands 9 dB above the room", () => {
  const block = sines(2048, [300], 0.1);
  const levelDb = decibels(0.1 / Math.SQRT2);
  assert.ok(isVoice(block, levelDb - 10));
  assert.ok(!isVoice(block, levelDb - 8));
});

test("digital silence is at the floor of the scale", () => {
  assert.equal(decibels(0), -96);
});
