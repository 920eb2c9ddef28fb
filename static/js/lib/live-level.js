/* The level of a voice as it comes: the gain to working level, and whether it is there. */

const WORKING_PEAK = 0.5; // as in the engine's `audio.level`
const QUIETEST_PEAK = 0.01; // room noise is not made as loud as a voice
const FADE = 0.9965; // of the peak, per step of 40 ms: by half in 8 s
const NOISE_RISE = 1.01; // per step: the floor doubles in 3 s
const OVER_NOISE = 3; // 10 dB
const LEAST_RMS = 5e-4;

export class LiveLevel {
  #peak = QUIETEST_PEAK;
  #last = [0, 0, 0];
  #noise = Number.POSITIVE_INFINITY;

  /** Take the RMS and peak of one step, both from 0 to 1. */
  push({ rms, peak }) {
    this.#last = [...this.#last.slice(1), peak];
    const usual = [...this.#last].sort((a, b) => a - b)[1]; // a click is a single step
    this.#peak = Math.max(QUIETEST_PEAK, usual, this.#peak * FADE);
    this.#noise = Math.min(Math.max(rms, 1e-5), this.#noise * NOISE_RISE);
    const isVoice = rms > LEAST_RMS && rms > OVER_NOISE * this.#noise;
    return { gain: WORKING_PEAK / this.#peak, isVoice };
  }
}
