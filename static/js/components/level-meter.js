/* <level-meter>: the last seconds of the microphone as bars, and its level in words. */

import { token } from "../lib/dom.js";

const N_BARS = 56;
const FLOOR_DB = -60;
const QUIET_DB = -42;
const LOUD_PEAK = 0.98;
const WORDS_EVERY_MS = 700;

class LevelMeter extends HTMLElement {
  connectedCallback() {
    this.canvas = this.querySelector("canvas");
    this.words = this.querySelector("[data-level-words]");
    this.reset();
  }

  reset() {
    this.bars = new Array(N_BARS).fill(0);
    this.loudest = FLOOR_DB;
    this.peak = 0;
    this.wordsAt = performance.now();
    this.draw();
  }

  /** One block: its root mean square and its peak, both from 0 to 1. */
  push({ rms, peak }) {
    const db = Math.max(FLOOR_DB, 20 * Math.log10(rms + 1e-9));
    this.bars.push(1 - db / FLOOR_DB);
    this.bars.shift();
    this.loudest = Math.max(this.loudest, db);
    this.peak = Math.max(this.peak, peak);
    this.setAttribute("aria-valuenow", String(Math.round(db)));
    this.sayLevel();
    this.draw();
  }

  sayLevel() {
    const now = performance.now();
    if (now - this.wordsAt < WORDS_EVERY_MS) return;
    const { quiet, good, loud } = this.dataset;
    let words = this.loudest < QUIET_DB ? quiet : good;
    if (this.peak > LOUD_PEAK) words = loud;
    if (this.words.textContent !== words) this.words.textContent = words;
    this.setAttribute("aria-valuetext", words);
    this.wordsAt = now;
    this.loudest = FLOOR_DB;
    this.peak = 0;
  }

  draw() {
    const { canvas } = this;
    const scale = window.devicePixelRatio || 1;
    const width = canvas.clientWidth * scale;
    const height = canvas.clientHeight * scale;
    if (!width) return;
    if (canvas.width !== width) [canvas.width, canvas.height] = [width, height];
    const pen = canvas.getContext("2d");
    pen.clearRect(0, 0, width, height);
    pen.fillStyle = token("--mine", this);
    const step = width / N_BARS;
    this.bars.forEach((value, i) => {
      const tall = Math.max(0.06, value) * height;
      pen.globalAlpha = 0.35 + 0.65 * (i / N_BARS);
      pen.beginPath();
      pen.roundRect(i * step + step * 0.2, (height - tall) / 2, step * 0.6, tall, step * 0.3);
      pen.fill();
    });
  }
}

customElements.define("level-meter", LevelMeter);
