/* The fast Fourier transform, and the power spectrum of one block of samples. */

/** A periodic Hann window. */
export function hannWindow(size) {
  return Float64Array.from(
    { length: size },
    (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / size),
  );
}

/** Power from 0 Hz to below half the sample rate; as many samples as the window has. */
export function powerSpectrum(samples, window) {
  const real = window.map((weight, i) => weight * samples[i]);
  const imaginary = new Float64Array(window.length);
  transform(real, imaginary);
  return Float64Array.from(
    { length: window.length / 2 },
    (_, bin) => real[bin] ** 2 + imaginary[bin] ** 2,
  );
}

/** Radix-2 Cooley-Tukey, in place; the length is a power of two. */
export function transform(real, imaginary) {
  reverseBits(real, imaginary);
  for (let size = 2; size <= real.length; size *= 2) butterflies(real, imaginary, size);
}

function reverseBits(real, imaginary) {
  const n = real.length;
  for (let i = 1, j = 0; i < n; i += 1) {
    let bit = n >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) {
      [real[i], real[j]] = [real[j], real[i]];
      [imaginary[i], imaginary[j]] = [imaginary[j], imaginary[i]];
    }
  }
}

function butterflies(real, imaginary, size) {
  const half = size / 2;
  for (let k = 0; k < half; k += 1) {
    const angle = (-2 * Math.PI * k) / size;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    for (let i = k; i < real.length; i += size) {
      const j = i + half;
      const re = real[j] * cos - imaginary[j] * sin;
      const im = real[j] * sin + imaginary[j] * cos;
      [real[j], imaginary[j]] = [real[i] - re, imaginary[i] - im];
      real[i] += re;
      imaginary[i] += im;
    }
  }
}
