import assert from "node:assert/strict";
import { test } from "node:test";
import { clearStyle, LiveSummary } from "#js/lib/live-summary.js";

test("figures are those of the last six seconds of voice", () => {
  const summary = new LiveSummary();
  for (let n = 0; n < 500; n += 1) {
    const endS = n * 0.04;
    const beat = n % 5 === 0 ? { frameS: endS - 0.4, isStrong: n % 10 === 0 } : null;
    summary.push({ endS, semitones: n % 2 ? 3 : -3, isVoice: true, beat });
  }
  const { nBeats, nStrong, pace, range } = summary.figures;
  assert.ok(nBeats >= 27 && nBeats <= 30, `${nBeats} beats`);
  assert.ok(Math.abs(nStrong - nBeats / 2) <= 1);
  assert.ok(Math.abs(pace - 5) < 0.5, `${pace} a second`);
  assert.equal(range, 6);
});

test("of silence nothing is said", () => {
  const summary = new LiveSummary();
  summary.push({ endS: 1, semitones: Number.NaN, isVoice: false, beat: null });
  assert.equal(summary.hasVoice, false);
  assert.deepEqual(summary.figures, { nBeats: 0, nStrong: 0, pace: null, range: null });
});

test("a style is named only when it is clear and enough was heard", () => {
  assert.equal(clearStyle([0.1, 0.8, 0.1], 100, 0.7), 1);
  assert.equal(clearStyle([0.1, 0.6, 0.3], 100, 0.7), -1);
  assert.equal(clearStyle([0.1, 0.8, 0.1], 5, 0.7), -1);
});
