/* Notices that a microphone stopped by itself: unplugged, muted by a phone call, or its
   sound system suspended. Browsers differ in which of these they report. */

const MUTED_MS = 600; // some headsets mute for a moment when they change their mode
const CHECK_MS = 1000;
const SILENT_CHECKS = 3; // a page that was busy itself misses one, and then catches up
const TAKEN_STATES = ["suspended", "interrupted"]; // the second is Safari's, for phone calls

export class InterruptionWatch {
  /** `onInterruption` is called at most once, and not after `end`. */
  constructor({ track, context, node }, onInterruption) {
    this.onInterruption = onInterruption;
    this.nWithout = 0;
    this.ending = new AbortController();
    const { signal } = this.ending;
    track.addEventListener("ended", () => this.#report(), { signal });
    track.addEventListener("mute", () => this.#reportIfStillMuted(track), { signal });
    node.addEventListener("processorerror", () => this.#report(), { signal });
    const onState = () => TAKEN_STATES.includes(context.state) && this.#report();
    context.addEventListener("statechange", onState, { signal });
    this.timer = setInterval(() => this.#check(), CHECK_MS);
  }

  /** Sound has arrived. */
  heard() {
    this.nWithout = 0;
  }

  end() {
    this.ending.abort();
    clearInterval(this.timer);
    clearTimeout(this.muted);
  }

  #check() {
    this.nWithout += 1;
    if (this.nWithout > SILENT_CHECKS) this.#report();
  }

  #reportIfStillMuted(track) {
    clearTimeout(this.muted);
    this.muted = setTimeout(() => track.muted && this.#report(), MUTED_MS);
  }

  #report() {
    this.end();
    this.onInterruption();
  }
}
