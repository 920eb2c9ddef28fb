/* <melody-chart>: the learner's melody over the natives' band, syllable by syllable.

   Data comes from the <script type="application/json"> inside; the sentence beside the
   chart says the same in words. */

import uPlot from "../../vendor/uplot/uPlot.esm.js";
import { onSchemeChange, token } from "../lib/dom.js";

const HEIGHT = 260;
const MIN_SPAN_ST = 8;
const MIN_SYLLABLE_PX = 36;
const AXIS_PX = 46;

class MelodyChart extends HTMLElement {
  connectedCallback() {
    if (this.plot) return;
    this.data = JSON.parse(this.querySelector("script").textContent);
    this.leaving = new AbortController();
    const { signal } = this.leaving;
    onSchemeChange(() => this.#draw(), signal);
    document.addEventListener("take:time", ({ detail }) => this.#followMe(detail), { signal });
    document.addEventListener("reference:time", ({ detail }) => this.#followNative(detail), {
      signal,
    });
    this.watcher = new ResizeObserver(() => this.#fit());
    this.#draw();
    this.watcher.observe(this);
  }

  disconnectedCallback() {
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.leaving.abort();
      this.watcher.disconnect();
      this.plot.destroy();
    });
  }

  #draw() {
    this.plot?.destroy();
    const { columns, hasNatives } = this.data;
    const holder = this.querySelector("[data-plot]");
    const [position, mine, low, median, high] = columns;
    const rows = hasNatives ? [position, low, high, median, mine] : [position, mine];
    this.plot = new uPlot(this.#options(hasNatives), rows, holder);
  }

  #fit() {
    const width = this.#width();
    if (width !== this.plot.width) this.plot.setSize({ width, height: HEIGHT });
  }

  /** The width of the page, or more: a long phrase scrolls instead of being squeezed. */
  #width() {
    const minimum = AXIS_PX + MIN_SYLLABLE_PX * this.data.ticks.length;
    return Math.max(this.querySelector("[data-scroller]").clientWidth, minimum);
  }

  #options(hasNatives) {
    const ink = token("--ink-soft", this);
    const { ticks } = this.data;
    return {
      width: this.#width(),
      height: HEIGHT,
      legend: { show: false },
      cursor: { show: false },
      padding: [8, 8, 0, 0],
      scales: { x: { time: false, range: [0, ticks.length] }, y: { range: spanOf } },
      axes: [this.#syllableAxis(ink), this.#semitoneAxis(ink)],
      series: hasNatives ? this.#bothVoices() : [{}, this.#mySeries()],
      bands: hasNatives && !this.data.isExpected ? [this.#nativeBand()] : [],
      hooks: {
        drawClear: [(plot) => this.#drawSyllables(plot)],
        draw: [(plot) => this.#drawPlayhead(plot)],
      },
    };
  }

  #nativeBand() {
    return { series: [2, 1], fill: token("--native-soft", this) };
  }

  /** What is only expected of natives has dotted edges and no filled band. */
  #bothVoices() {
    const edge = this.data.isExpected
      ? { stroke: token("--native", this), width: 1.5, dash: [2, 4], points: { show: false } }
      : { stroke: token("--native-line", this), width: 1, points: { show: false } };
    if (this.data.isExpected) return [{}, edge, edge, { show: false }, this.#mySeries()];
    const middle = {
      stroke: token("--native", this),
      width: 2,
      dash: [6, 5],
      points: { show: false },
    };
    return [{}, edge, edge, middle, this.#mySeries()];
  }

  #mySeries() {
    return {
      stroke: token("--mine", this),
      width: 3.5,
      cap: "round",
      spanGaps: false,
      points: { show: false },
    };
  }

  #syllableAxis(ink) {
    const { ticks } = this.data;
    return {
      stroke: ink,
      font: `500 13px ${token("--font", this)}`,
      grid: { show: false },
      ticks: { show: false },
      size: 34,
      gap: 8,
      splits: () => ticks.map((tick) => (tick.start + tick.end) / 2),
      values: (plot) => ticks.map((tick) => labelThatFits(plot, tick, ticks.length)),
    };
  }

  #semitoneAxis(ink) {
    return {
      stroke: ink,
      font: `12px ${token("--font", this)}`,
      size: 38,
      gap: 4,
      grid: { stroke: token("--line", this), width: 1 },
      ticks: { show: false },
      values: (_plot, values) =>
        values.map((value) => (value > 0 ? `+${value}` : String(value).replace("-", "−"))),
    };
  }

  /** Shade every second syllable and put a dot where stress is expected. */
  #drawSyllables(plot) {
    const { ctx, bbox } = plot;
    ctx.save();
    for (const [i, tick] of this.data.ticks.entries()) {
      const left = plot.valToPos(tick.start, "x", true);
      const right = plot.valToPos(tick.end, "x", true);
      if (i % 2 === 0) {
        ctx.fillStyle = token("--surface-sunken", this);
        ctx.fillRect(left, bbox.top, right - left, bbox.height);
      }
      if (!tick.strong) continue;
      ctx.fillStyle = token("--ink-soft", this);
      ctx.beginPath();
      const radius = 3.5 * (window.devicePixelRatio || 1);
      ctx.arc((left + right) / 2, bbox.top + 2.5 * radius, radius, 0, 2 * Math.PI);
      ctx.fill();
    }
    ctx.restore();
  }

  #followMe({ seconds, playing }) {
    this.#movePlayhead(playing ? this.#positionAt(seconds) : null, "--mine");
  }

  /** Both voices share the syllable axis, at whatever rate each of them speaks. */
  #followNative({ syllable, share }) {
    const tick = this.data.ticks.find(({ name }) => name === syllable);
    this.#movePlayhead(tick ? tick.start + share * (tick.end - tick.start) : null, "--native");
  }

  #movePlayhead(position, colour) {
    if (position === null && this.playhead == null) return;
    this.playhead = position;
    this.playheadColour = colour;
    this.plot.redraw(false);
  }

  #positionAt(seconds) {
    const { times, columns } = this.data;
    const after = times.findIndex((time) => time >= seconds);
    return after > 0 ? columns[0][after] : null;
  }

  #drawPlayhead(plot) {
    if (this.playhead == null) return;
    const { ctx, bbox } = plot;
    const x = plot.valToPos(this.playhead, "x", true);
    ctx.save();
    ctx.strokeStyle = token(this.playheadColour, this);
    ctx.lineWidth = 2 * (window.devicePixelRatio || 1);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    ctx.restore();
  }
}

/** Show at least eight semitones, so that a flat melody does not look lively. */
function spanOf(_plot, low, high) {
  const middle = (low + high) / 2;
  const half = Math.max(high - low + 2, MIN_SPAN_ST) / 2;
  return [middle - half, middle + half];
}

/** The label of a syllable, or nothing where it would overlap its neighbours. */
function labelThatFits(plot, tick, nTicks) {
  const room = plot.bbox.width / (window.devicePixelRatio || 1) / nTicks;
  return tick.label.length * 7.2 <= room + 6 ? tick.label : "";
}

customElements.define("melody-chart", MelodyChart);
