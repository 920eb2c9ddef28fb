import assert from "node:assert/strict";
import { test } from "node:test";

import { InterruptionWatch } from "#js/lib/interruptions.js";

/** A microphone that can be interrupted, and a watch that counts how often it was. */
function watched(t) {
  t.mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  const track = Object.assign(new EventTarget(), { muted: false });
  const context = Object.assign(new EventTarget(), { state: "running" });
  const node = new EventTarget();
  const lost = t.mock.fn();
  const watch = new InterruptionWatch({ track, context, node }, lost);
  t.after(() => watch.end());
  return { track, context, node, watch, times: () => lost.mock.callCount() };
}

function enter(context, state) {
  context.state = state;
  context.dispatchEvent(new Event("statechange"));
}

for (const state of ["suspended", "interrupted"]) {
  test(`a sound system that is ${state} interrupts, once`, (t) => {
    const { context, track, times } = watched(t);
    enter(context, state);
    track.dispatchEvent(new Event("ended"));
    assert.equal(times(), 1);
  });
}

test("a sound system that runs does not interrupt", (t) => {
  const { context, times } = watched(t);
  enter(context, "running");
  assert.equal(times(), 0);
});

test("a microphone that is taken away interrupts", (t) => {
  const { track, times } = watched(t);
  track.dispatchEvent(new Event("ended"));
  assert.equal(times(), 1);
});

test("a processor that fails interrupts", (t) => {
  const { node, times } = watched(t);
  node.dispatchEvent(new Event("processorerror"));
  assert.equal(times(), 1);
});

test("a microphone that stays muted interrupts, one muted for a moment does not", (t) => {
  const { track, times } = watched(t);
  track.muted = true;
  track.dispatchEvent(new Event("mute"));
  track.muted = false;
  t.mock.timers.tick(700);
  assert.equal(times(), 0);
  track.muted = true;
  track.dispatchEvent(new Event("mute"));
  t.mock.timers.tick(700);
  assert.equal(times(), 1);
});

test("sound that no longer arrives interrupts after some seconds", (t) => {
  const { watch, times } = watched(t);
  for (let second = 0; second < 10; second += 1) {
    watch.heard();
    t.mock.timers.tick(1000);
  }
  assert.equal(times(), 0);
  t.mock.timers.tick(2000);
  assert.equal(times(), 0);
  t.mock.timers.tick(1000);
  assert.equal(times(), 1);
});

test("what happens after the end is no interruption", (t) => {
  const { watch, track, context, times } = watched(t);
  watch.end();
  track.dispatchEvent(new Event("ended"));
  enter(context, "suspended");
  t.mock.timers.tick(10_000);
  assert.equal(times(), 0);
});
