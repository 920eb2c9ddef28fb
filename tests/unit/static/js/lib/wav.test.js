import assert from "node:assert/strict";
import { test } from "node:test";

import { encodeWav, measure } from "#js/lib/wav.js";

const view = async (blob) => new DataView(await blob.arrayBuffer());
const text = (bytes, at) => String.fromCharCode(...[0, 1, 2, 3].map((i) => bytes.getUint8(at + i)));

test("the header says 16-bit mono PCM at the given rate", async () => {
  const blob = encodeWav([new Float32Array(3), new Float32Array(2)], 44100);
  const bytes = await view(blob);
  assert.equal(blob.type, "audio/wav");
  assert.equal(bytes.byteLength, 44 + 10);
  assert.deepEqual(
    [0, 8, 12, 36].map((at) => text(bytes, at)),
    ["RIFF", "WAVE", "fmt ", "data"],
  );
  assert.equal(bytes.getUint32(4, true), bytes.byteLength - 8);
  assert.equal(bytes.getUint16(20, true), 1); // PCM
  assert.equal(bytes.getUint16(22, true), 1); // channels
  assert.equal(bytes.getUint32(24, true), 44100);
  assert.equal(bytes.getUint32(28, true), 88200); // bytes a second
  assert.equal(bytes.getUint16(32, true), 2); // bytes a sample
  assert.equal(bytes.getUint16(34, true), 16);
  assert.equal(bytes.getUint32(40, true), 10);
});

test("samples keep their order over blocks, and what is too loud is clipped", async () => {
  const blocks = [Float32Array.of(0, 0.5, -0.5), Float32Array.of(1, -1, 1.5, -7)];
  const bytes = await view(encodeWav(blocks, 16000));
  const samples = Array.from({ length: 7 }, (_, i) => bytes.getInt16(44 + 2 * i, true));
  assert.deepEqual(samples, [0, 16384, -16383, 32767, -32767, 32767, -32767]);
});

test("a recording without samples is a header alone", () => {
  assert.equal(encodeWav([], 16000).size, 44);
});

test("a full sine has an RMS of 1/√2 and a peak of 1", () => {
  const sine = Float32Array.from({ length: 1600 }, (_, i) => Math.sin((2 * Math.PI * i) / 16));
  const { rms, peak } = measure(sine);
  assert.ok(Math.abs(rms - Math.SQRT1_2) < 1e-6);
  assert.equal(peak, 1);
});

test("an empty block is silent", () => {
  assert.deepEqual(measure(new Float32Array(0)), { rms: 0, peak: 0 });
});
