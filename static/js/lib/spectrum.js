/* Mean power spectra of blocks of samples, and the bandwidth of speech. */

import { hannWindow, powerSpectrum } from "./fft.js";

const SIZE = 2048;
const WINDOW = hannWindow(SIZE);

/** Mean power spectrum of blocks: SIZE / 2 values from 0 Hz to the Nyquist frequency. */
export function meanSpectrum(blocks) {
  const mean = new Float64Array(SIZE / 2);
  let n = 0;
  for (const block of blocks) {
    if (block.length < SIZE) continue;
    const power = powerSpectrum(block, WINDOW);
    for (let i = 0; i < mean.length; i += 1) mean[i] += power[i];
    n += 1;
  }
  return n ? mean.map((value) => value / n) : mean;
}

const BAND_HZ = 250;
const OVER_NOISE = 4; // 6 dB
const BELOW_PEAK = 1e-6; // 60 dB

/** The highest frequency at which speech stands out from room noise. */
export function bandwidthHz(speech, noise, sampleRate) {
  const binHz = sampleRate / SIZE;
  const perBand = Math.max(1, Math.round(BAND_HZ / binHz));
  const speechBands = inBands(speech, perBand);
  const noiseBands = inBands(noise, perBand);
  const peak = Math.max(...speechBands);
  const hasSpeech = (power, i) => power > BELOW_PEAK * peak && power > OVER_NOISE * noiseBands[i];
  const last = speechBands.findLastIndex(hasSpeech);
  return (last + 1) * perBand * binHz;
}

function inBands(spectrum, perBand) {
  const bands = [];
  for (let i = 0; i + perBand <= spectrum.length; i += perBand) {
    bands.push(spectrum.subarray(i, i + perBand).reduce((sum, value) => sum + value, 0));
  }
  return bands;
}
