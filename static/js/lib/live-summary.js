/* The last seconds of a voice in figures, and a style that is named only when clear. */

const WINDOW_S = 6;
const SETTLED = 25; // voiced frames before a style is named
const FEWEST_PITCHES = 15;

export class LiveSummary {
  #beats = [];
  #pitches = [];
  #voiced = [];

  /** Take one step; `beat` is null or the beat that it confirmed. */
  push({ endS, semitones, isVoice, beat }) {
    if (beat) this.#beats.push(beat);
    if (isVoice) this.#voiced.push(endS);
    if (!Number.isNaN(semitones)) this.#pitches.push({ atS: endS, semitones });
    const from = endS - WINDOW_S;
    this.#beats = this.#beats.filter(({ frameS }) => frameS >= from);
    this.#pitches = this.#pitches.filter(({ atS }) => atS >= from);
    this.#voiced = this.#voiced.filter((atS) => atS >= from);
  }

  get hasVoice() {
    return this.#beats.length > 0;
  }

  /** Syllables, strong ones, syllables a second of voice, and the range in semitones. */
  get figures() {
    const voicedS = this.#voiced.length * 0.04;
    const sorted = this.#pitches.map(({ semitones }) => semitones).sort((a, b) => a - b);
    const at = (share) => sorted[Math.round(share * (sorted.length - 1))];
    return {
      nBeats: this.#beats.length,
      nStrong: this.#beats.filter(({ isStrong }) => isStrong).length,
      pace: voicedS >= 1 ? this.#beats.length / voicedS : null,
      range: sorted.length >= FEWEST_PITCHES ? at(0.9) - at(0.1) : null,
    };
  }
}

/** The number of the style to name, or -1 as long as none is clear. */
export function clearStyle(probabilities, nVoiced, clearFrom) {
  const highest = Math.max(...probabilities);
  return nVoiced >= SETTLED && highest >= clearFrom ? probabilities.indexOf(highest) : -1;
}
