/* <voice-river>: the last seconds of a voice, pitch above and beats of syllables below.

   Where motion is to be reduced, the line fills the page from left to right and starts
   again, instead of moving. */

import { onSchemeChange, token } from "../lib/dom.js";

const SPAN_ST = 10; // above and below the middle
const PX_PER_S = 110;
const MOST_S = 10;
const BEATS_SHARE = 0.3; // of the height
const BEAT_S = 0.07; // width of a bar
const GAP_S = 0.09; // a longer one interrupts the line
const JUMP_ST = 6; // no voice moves so far in 40 ms

class VoiceRiver extends HTMLElement {
  connectedCallback() {
    this.canvas = this.querySelector("canvas");
    this.still = window.matchMedia("(prefers-reduced-motion: reduce)");
    this.leaving = new AbortController();
    onSchemeChange(() => this.#ask(), this.leaving.signal);
    this.watcher = new ResizeObserver(() => this.#ask());
    this.watcher.observe(this);
    this.reset();
  }

  disconnectedCallback() {
    this.leaving.abort();
    this.watcher.disconnect();
  }

  reset() {
    this.pitch = [];
    this.beats = [];
    this.endS = 0;
    this.#ask();
  }

  /** Add one step: where the sound has come to, and its pitch about the middle. */
  addPitch({ endS, atS, semitones }) {
    this.endS = endS;
    if (!Number.isNaN(semitones)) this.pitch.push({ atS, semitones });
    while (this.pitch[0]?.atS < endS - MOST_S) this.pitch.shift();
    while (this.beats[0]?.frameS < endS - MOST_S) this.beats.shift();
    this.#ask();
  }

  addBeat(beat) {
    this.beats.push(beat);
    this.#ask();
  }

  #ask() {
    this.asked ??= requestAnimationFrame(() => {
      this.asked = undefined;
      this.#draw();
    });
  }

  #draw() {
    const scale = window.devicePixelRatio || 1;
    const { clientWidth: width, clientHeight: height } = this.canvas;
    if (!width) return;
    if (this.canvas.width !== Math.round(width * scale)) this.canvas.width = width * scale;
    if (this.canvas.height !== Math.round(height * scale)) this.canvas.height = height * scale;
    const pen = this.canvas.getContext("2d");
    pen.setTransform(scale, 0, 0, scale, 0, 0);
    pen.clearRect(0, 0, width, height);
    const pitchHeight = height * (1 - BEATS_SHARE);
    const x = this.#positions(width);
    this.#drawMiddle(pen, width, pitchHeight);
    this.#drawPitch(pen, x, pitchHeight);
    this.#drawBeats(pen, x, pitchHeight, height);
  }

  /** Where a moment is: counted from the right edge, or on a page that fills. */
  #positions(width) {
    const seconds = Math.min(MOST_S, width / PX_PER_S);
    const start = this.still.matches
      ? Math.floor(this.endS / seconds) * seconds
      : this.endS - seconds;
    return (atS) => ((atS - start) / seconds) * width;
  }

  #drawMiddle(pen, width, height) {
    pen.strokeStyle = token("--ink-soft", this);
    pen.lineWidth = 1;
    pen.setLineDash([6, 6]);
    pen.beginPath();
    pen.moveTo(0, height / 2);
    pen.lineTo(width, height / 2);
    pen.stroke();
    pen.setLineDash([]);
  }

  #drawPitch(pen, x, height) {
    pen.strokeStyle = token("--mine", this);
    pen.lineWidth = Math.max(4, height / 50);
    pen.lineCap = "round";
    pen.lineJoin = "round";
    pen.beginPath();
    let before = { atS: Number.NEGATIVE_INFINITY, semitones: 0 };
    for (const { atS, semitones } of this.pitch) {
      const isApart = atS - before.atS > GAP_S || Math.abs(semitones - before.semitones) > JUMP_ST;
      const y = height * (0.5 - Math.max(-1, Math.min(1, semitones / SPAN_ST)) * 0.46);
      if (isApart) pen.moveTo(x(atS), y);
      pen.lineTo(x(atS), y);
      before = { atS, semitones };
    }
    pen.stroke();
  }

  /** A strong beat is a tall bar, a weak one a small ring: colour is never alone. */
  #drawBeats(pen, x, top, bottom) {
    const unit = (bottom - top) / 8;
    const half = Math.min(0.8 * unit, (PX_PER_S * BEAT_S) / 2);
    pen.fillStyle = token("--ink", this);
    pen.strokeStyle = token("--ink-soft", this);
    pen.lineWidth = Math.max(2, half / 3);
    for (const { frameS, isStrong } of this.beats) {
      pen.beginPath();
      if (isStrong) {
        pen.roundRect(x(frameS) - half, top + unit, 2 * half, 6 * unit, half);
        pen.fill();
      } else {
        pen.arc(x(frameS), bottom - unit - half, half, 0, 2 * Math.PI);
        pen.stroke();
      }
    }
  }
}

customElements.define("voice-river", VoiceRiver);
