/* Beats of syllables: peaks of the probability that a frame is in a nucleus. */

const LEAST = 0.5;
const APART = 2; // frames of 40 ms, as in the laboratory's `beats_in`
const STRONG = 0.5;

/** Say of each frame, once the next one is known, whether a syllable beat in it. */
export class BeatPicker {
  #before = 0;
  #here = null;
  #sinceLast = APART;

  /** Take `{ nucleus, stress, ...rest }`; return the frame before it if it is a beat. */
  push(frame) {
    const here = this.#here;
    const isPeak =
      here !== null &&
      here.nucleus >= LEAST &&
      here.nucleus > this.#before &&
      here.nucleus >= frame.nucleus &&
      this.#sinceLast >= APART;
    this.#sinceLast = isPeak ? 1 : this.#sinceLast + 1;
    this.#before = here?.nucleus ?? 0;
    this.#here = frame;
    return isPeak ? { ...here, isStrong: here.stress >= STRONG } : null;
  }
}
