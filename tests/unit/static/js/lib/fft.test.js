import assert from "node:assert/strict";
import { test } from "node:test";

import { hannWindow, powerSpectrum, transform } from "#js/lib/fft.js";
import { noise } from "../signals.js";

/** The discrete Fourier transform by its definition. */
function dft(real, imaginary) {
  const n = real.length;
  return Array.from({ length: n }, (_, k) => {
    let [re, im] = [0, 0];
    for (let i = 0; i < n; i += 1) {
      const [cos, sin] = [Math.cos((2 * Math.PI * i * k) / n), Math.sin((2 * Math.PI * i * k) / n)];
      re += real[i] * cos + imaginary[i] * sin;
      im += imaginary[i] * cos - real[i] * sin;
    }
    return [re, im];
  });
}

for (const n of [2, 8, 256]) {
  test(`the transform of ${n} complex values agrees with its definition`, () => {
    const [real, imaginary] = [Float64Array.from(noise(n, 1)), Float64Array.from(noise(n, 2))];
    const expected = dft(real, imaginary);
    transform(real, imaginary);
    for (const [k, [re, im]] of expected.entries()) {
      assert.ok(Math.hypot(real[k] - re, imaginary[k] - im) < 1e-9 * n);
    }
  });
}

test("a sine in the middle of a bin has its power there and in the two beside it", () => {
  const sine = Float32Array.from({ length: 512 }, (_, i) => Math.sin((2 * Math.PI * 40 * i) / 512));
  const power = powerSpectrum(sine, hannWindow(512));
  const total = power.reduce((sum, value) => sum + value, 0);
  assert.equal(power.length, 256);
  assert.equal(power.indexOf(Math.max(...power)), 40);
  assert.ok((power[39] + power[40] + power[41]) / total > 1 - 1e-9);
});

test("a Hann window begins at zero and is one in the middle", () => {
  const hann = hannWindow(8);
  assert.equal(hann[0], 0);
  assert.equal(hann[4], 1);
  assert.ok(Math.abs(hann[1] - hann[7]) < 1e-12);
});
