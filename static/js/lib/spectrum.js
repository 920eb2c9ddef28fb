/* Power spectra of blocks of samples, and how far up they carry anything. */

const SIZE = 2048;

/** Mean power spectrum of some blocks: SIZE / 2 values from 0 Hz to half the rate. */
export function meanSpectrum(blocks) {
  const mean = new Float64Array(SIZE / 2);
  let n = 0;
  for (const block of blocks) {
    if (block.length < SIZE) continue;
    const power = powerSpectrum(block.subarray(0, SIZE));
    for (let i = 0; i < mean.length; i += 1) mean[i] += power[i];
    n += 1;
  }
  return n ? mean.map((value) => value / n) : mean;
}

function powerSpectrum(samples) {
  const real = new Float64Array(SIZE);
  const imaginary = new Float64Array(SIZE);
  for (let i = 0; i < SIZE; i += 1) {
    real[i] = samples[i] * (0.5 - 0.5 * Math.cos((2 * Math.PI * i) / SIZE));
  }
  transform(real, imaginary);
  return Float64Array.from({ length: SIZE / 2 }, (_, i) => real[i] ** 2 + imaginary[i] ** 2);
}

/** Cooley and Tukey's transform, in place, of a power of two. */
function transform(real, imaginary) {
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
  for (let size = 2; size <= n; size *= 2) butterflies(real, imaginary, size);
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

const BAND_HZ = 250;
const OVER_NOISE = 4; // 6 dB
const BELOW_PEAK = 1e-6; // 60 dB

/** The highest frequency at which speech stands out from the noise of the room. */
export function bandwidthHz(speech, noise, sampleRate) {
  const binHz = sampleRate / SIZE;
  const perBand = Math.max(1, Math.round(BAND_HZ / binHz));
  const speechBands = inBands(speech, perBand);
  const noiseBands = inBands(noise, perBand);
  const peak = Math.max(...speechBands);
  const carries = (power, i) => power > BELOW_PEAK * peak && power > OVER_NOISE * noiseBands[i];
  const last = speechBands.findLastIndex(carries);
  return (last + 1) * perBand * binHz;
}

function inBands(spectrum, perBand) {
  const bands = [];
  for (let i = 0; i + perBand <= spectrum.length; i += perBand) {
    bands.push(spectrum.subarray(i, i + perBand).reduce((sum, value) => sum + value, 0));
  }
  return bands;
}
