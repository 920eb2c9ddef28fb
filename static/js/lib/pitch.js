/* F0 of one window by YIN (de Cheveigné & Kawahara, 2002), and pitch about one's own middle. */

import { transform } from "./fft.js";

const FLOOR_HZ = 65;
const CEILING_HZ = 500;
// Above this a window is not voiced. At .15 a low, rough voice had too few windows to show.
const APERIODIC = 0.25;
const REMEMBERED = 500; // voiced frames of 40 ms: 20 s of voice
const FIRST = 12; // as many before a middle is known
const OCTAVE_ERROR_ST = 14;

/** F0 in Hz, or NaN where the window is not voiced; its length is a power of two. */
export function f0Of(samples, sampleRate) {
  const difference = normalisedDifference(samples);
  const first = Math.floor(sampleRate / CEILING_HZ);
  const last = Math.min(Math.ceil(sampleRate / FLOOR_HZ), difference.length - 2);
  for (let lag = first; lag <= last; lag += 1) {
    if (difference[lag] >= APERIODIC) continue;
    while (lag < last && difference[lag + 1] < difference[lag]) lag += 1;
    return sampleRate / (lag + vertex(difference, lag));
  }
  return Number.NaN;
}

/** The cumulative mean normalised difference at lags up to half the window. */
function normalisedDifference(samples) {
  const size = samples.length;
  const half = size / 2;
  const correlation = correlate(samples, half);
  let power = 0;
  for (let i = 0; i < half; i += 1) power += samples[i] ** 2;
  const own = power;
  const result = new Float64Array(half).fill(1);
  let sum = 0;
  for (let lag = 1; lag < half; lag += 1) {
    power += samples[lag + half - 1] ** 2 - samples[lag - 1] ** 2;
    const difference = Math.max(0, own + power - 2 * correlation[lag]);
    sum += difference;
    result[lag] = sum > 0 ? (difference * lag) / sum : 1;
  }
  return result;
}

/** The first half of a window against the whole at each lag, by way of the spectrum. */
function correlate(samples, half) {
  const n = 2 * samples.length;
  const [wholeRe, wholeIm] = [new Float64Array(n), new Float64Array(n)];
  const [headRe, headIm] = [new Float64Array(n), new Float64Array(n)];
  wholeRe.set(samples);
  headRe.set(samples.subarray(0, half));
  transform(wholeRe, wholeIm);
  transform(headRe, headIm);
  // The inverse transform is the forward one of the conjugate.
  const re = wholeRe.map((value, i) => value * headRe[i] + wholeIm[i] * headIm[i]);
  const im = wholeRe.map((value, i) => value * headIm[i] - wholeIm[i] * headRe[i]);
  transform(re, im);
  return re.subarray(0, half).map((value) => value / n);
}

/** How far the vertex of the parabola through three values is from the middle one. */
function vertex(values, i) {
  const [before, here, after] = [values[i - 1], values[i], values[i + 1]];
  const curve = before - 2 * here + after;
  return curve > 0 ? (before - after) / (2 * curve) : 0;
}

/** The running middle of a voice: pitch becomes semitones above or below it. */
export class OwnMiddle {
  #heard = [];

  /** The middle in Hz, NaN until enough voice was heard. */
  get hz() {
    if (this.#heard.length < FIRST) return Number.NaN;
    const sorted = Float64Array.from(this.#heard).sort();
    return sorted[Math.floor(sorted.length / 2)];
  }

  /** Semitones about the middle; NaN if not voiced, not known yet, or an octave off. */
  push(hz) {
    if (Number.isNaN(hz)) return Number.NaN;
    const middle = this.hz;
    const semitones = 12 * Math.log2(hz / middle);
    this.#heard.push(hz);
    if (this.#heard.length > REMEMBERED) this.#heard.shift();
    return Math.abs(semitones) <= OCTAVE_ERROR_ST ? semitones : Number.NaN;
  }
}
