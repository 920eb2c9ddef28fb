/* <level-meter>: the microphone's last few seconds as bars, and its level in words. */

import { token } from "../lib/dom.js";

const N_BARS = 56;
const FLOOR_DB = -60;
const QUIET_DB = -42;
const LOUD_PEAK = 0.98;
const LABEL_MS = 700;

class LevelMeter extends HTMLElement {
  connectedCallback() {
    this.canvas = this.querySelector("canvas");
    this.label = this.querySelector("[data-level-words]");
    this.reset();
  }

  reset() {
    this.bars = new Array(N_BARS).fill(0);
    this.loudest = FLOOR_DB;
    this.peak = 0;
    this.labelledAt = performance.now();
    this.draw();
  }

  /** Add one block, given its RMS and peak amplitude, both from 0 to 1. */
  push({ rms, peak }) {
    const db = Math.max(FLOOR_DB, 20 * Math.log10(rms + 1e-9));
    this.bars.push(1 - db / FLOOR_DB);
    this.bars.shift();
    this.loudest = Math.max(this.loudest, db);
    this.peak = Math.max(this.peak, peak);
    this.setAttribute("aria-valuenow", String(Math.round(db)));
    this.showLabel();
    this.draw();
  }

  showLabel() {
    const now = performance.now();
    if (now - this.labelledAt < LABEL_MS) return;
    const { quiet, good, loud } = this.dataset;
    let label = this.loudest < QUIET_DB ? quiet : good;
    if (this.peak > LOUD_PEAK) label = loud;
    if (this.label.textContent !== label) this.label.textContent = label;
    this.setAttribute("aria-valuetext", label);
    this.labelledAt = now;
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
      const barHeight = Math.max(0.06, value) * height;
      pen.globalAlpha = 0.35 + 0.65 * (i / N_BARS);
      pen.beginPath();
      pen.roundRect(
        i * step + step * 0.2,
        (height - barHeight) / 2,
        step * 0.6,
        barHeight,
        step * 0.3,
      );
      pen.fill();
    });
  }
}

customElements.define("level-meter", LevelMeter);
