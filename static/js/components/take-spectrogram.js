/* <take-spectrogram>: the take as a spectrogram, drawn when its <details> is opened.

   The audio is decoded and transformed in the browser; syllable boundaries come from the
   <script type="application/json"> inside. */

import { onSchemeChange, token } from "../lib/dom.js";
import { hannWindow, powerSpectrum } from "../lib/fft.js";

const RATE = 16000; // the engine's sample rate: up to 8 kHz
const WINDOW = 512; // samples, 32 ms
const HOP = 128;
const TOP_HZ = 8000;
const HEIGHT = 220;
const LABELS_PX = 22;
const PX_PER_SECOND = 220;
const RANGE_DB = 65;
const TICKS_HZ = [1000, 2000, 4000, 6000];

class TakeSpectrogram extends HTMLElement {
  connectedCallback() {
    this.leaving = new AbortController();
    const { signal } = this.leaving;
    const details = this.closest("details");
    details.addEventListener("toggle", () => details.open && this.#load(), { signal });
    onSchemeChange(() => this.frames && this.#draw(), signal);
  }

  disconnectedCallback() {
    this.leaving.abort();
  }

  async #load() {
    if (this.loading) return;
    this.loading = true;
    const response = await fetch(this.dataset.src).catch(() => null);
    if (!response?.ok) return;
    const context = new OfflineAudioContext(1, RATE, RATE);
    const sound = await context.decodeAudioData(await response.arrayBuffer()).catch(() => null);
    if (!sound) return;
    this.seconds = sound.duration;
    this.frames = spectra(sound.getChannelData(0));
    this.#draw();
  }

  #draw() {
    const canvas = this.querySelector("canvas");
    const scale = window.devicePixelRatio || 1;
    const holder = this.querySelector("[data-scroller]").clientWidth;
    const width = Math.max(holder, Math.round(this.seconds * PX_PER_SECOND));
    canvas.width = width * scale;
    canvas.height = (HEIGHT + LABELS_PX) * scale;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${HEIGHT + LABELS_PX}px`;
    const pen = canvas.getContext("2d");
    pen.imageSmoothingEnabled = true;
    pen.drawImage(this.#picture(), 0, 0, canvas.width, HEIGHT * scale);
    pen.scale(scale, scale);
    this.#drawMarks(pen, width);
  }

  /** One pixel per frame and bin, from the background colour to the ink colour. */
  #picture() {
    const bins = (WINDOW / 2) * (TOP_HZ / (RATE / 2));
    const image = new OffscreenCanvas(this.frames.length, bins);
    const pen = image.getContext("2d");
    const pixels = pen.createImageData(this.frames.length, bins);
    const [paper, ink] = [rgb(token("--surface", this)), rgb(token("--ink", this))];
    const loudest = this.frames.reduce((most, frame) => Math.max(most, ...frame), -Infinity);
    this.frames.forEach((frame, x) => {
      for (let bin = 0; bin < bins; bin += 1) {
        const share = Math.min(1, Math.max(0, (frame[bin] - loudest) / RANGE_DB + 1)) ** 1.4;
        const at = 4 * ((bins - 1 - bin) * this.frames.length + x);
        for (let i = 0; i < 3; i += 1) pixels.data[at + i] = paper[i] + share * (ink[i] - paper[i]);
        pixels.data[at + 3] = 255;
      }
    });
    pen.putImageData(pixels, 0, 0);
    return image;
  }

  #drawMarks(pen, width) {
    const marks = JSON.parse(this.querySelector("script").textContent);
    pen.font = `12px ${token("--font", this)}`;
    pen.fillStyle = token("--ink-soft", this);
    pen.strokeStyle = token("--mine", this);
    pen.textAlign = "center";
    for (const { label, start, end } of marks) {
      const [left, right] = [start, end].map((time) => (time / this.seconds) * width);
      line(pen, left, HEIGHT);
      if (pen.measureText(label).width <= right - left + 8) {
        pen.fillText(label, (left + right) / 2, HEIGHT + LABELS_PX - 6);
      }
    }
    if (marks.length) line(pen, (marks.at(-1).end / this.seconds) * width, HEIGHT);
    pen.textAlign = "left";
    for (const hz of TICKS_HZ) pen.fillText(`${hz / 1000} kHz`, 4, HEIGHT * (1 - hz / TOP_HZ) + 4);
  }
}

function line(pen, x, height) {
  pen.globalAlpha = 0.6;
  pen.beginPath();
  pen.moveTo(x, 0);
  pen.lineTo(x, height);
  pen.stroke();
  pen.globalAlpha = 1;
}

function rgb(colour) {
  const pen = new OffscreenCanvas(1, 1).getContext("2d");
  pen.fillStyle = colour;
  pen.fillRect(0, 0, 1, 1);
  return pen.getImageData(0, 0, 1, 1).data;
}

/** Power in decibels of each frame, bin by bin. */
function spectra(samples) {
  const hann = hannWindow(WINDOW);
  const frames = [];
  for (let start = 0; start + WINDOW <= samples.length; start += HOP) {
    const power = powerSpectrum(samples.subarray(start, start + WINDOW), hann);
    frames.push(Float32Array.from(power, (value) => 10 * Math.log10(value + 1e-10)));
  }
  return frames;
}

customElements.define("take-spectrogram", TakeSpectrogram);
