import assert from "node:assert/strict";
import { test } from "node:test";
import { LiveLevel } from "#js/lib/live-level.js";

const ROOM = { rms: 0.001, peak: 0.004 };
const VOICE = { rms: 0.02, peak: 0.1 };

function after(steps) {
  const level = new LiveLevel();
  return steps.map((step) => level.push(step)).at(-1);
}

test("a voice is brought to working level whatever its gain", () => {
  for (const gain of [0.5, 1, 5]) {
    const voice = { rms: VOICE.rms * gain, peak: VOICE.peak * gain };
    const level = after([ROOM, ROOM, voice, voice, voice]);
    assert.ok(Math.abs(level.gain * voice.peak - 0.5) < 1e-9);
  }
});

test("a click changes nothing", () => {
  const click = { rms: 0.05, peak: 1 };
  const level = after([ROOM, VOICE, VOICE, click, VOICE]);
  assert.ok(Math.abs(level.gain * VOICE.peak - 0.5) < 0.01);
});

test("a voice stands out from its room, and a room does not", () => {
  assert.equal(after([ROOM, ROOM, VOICE]).isVoice, true);
  assert.equal(after([ROOM, ROOM, ROOM]).isVoice, false);
  assert.equal(after([...new Array(20).fill(VOICE), ...new Array(3).fill(ROOM)]).isVoice, false);
});
