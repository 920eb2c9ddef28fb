/* <voice-mirror>: beats, pitch and, where wanted, the delivery of a voice as it speaks.

   States: loading > ready > requesting > listening > ready, or error. The network runs in
   a worker of this page; nothing is sent. */

import { BeatPicker } from "../lib/beats.js";
import { fill, strings } from "../lib/dom.js";
import { clearStyle, LiveSummary } from "../lib/live-summary.js";
import { OwnMiddle } from "../lib/pitch.js";
import { Microphone, MicrophoneError } from "./microphone.js";
import "./voice-river.js";

const FIGURES_MS = 500;
const SPOKEN_MS = 8000; // between two summaries for screen readers
const STATES_WITH_START = ["ready", "error"];

class VoiceMirror extends HTMLElement {
  connectedCallback() {
    if (this.words) return;
    this.words = strings("mirror-words");
    this.river = this.querySelector("voice-river");
    this.bars = [...this.querySelectorAll("[data-style]")];
    this.#button("start").addEventListener("click", () => this.start());
    this.#button("stop").addEventListener("click", () => this.stop());
    this.#button("wall").addEventListener("click", () => this.#toggleWall());
    this.#button("wall").hidden = !document.fullscreenEnabled;
    document.addEventListener("fullscreenchange", () => this.#nameWall());
    this.hidden = false;
    this.#enter("loading");
    this.#load();
  }

  disconnectedCallback() {
    this.stop();
    this.worker?.terminate();
  }

  #load() {
    const { worker, network, card, wasm } = this.dataset;
    this.worker = new Worker(worker, { type: "module" });
    this.worker.onmessage = ({ data }) => this.#receive(data);
    this.worker.onerror = () => this.#enter("error", "failed");
    const urls = { network, card, wasm };
    for (const name of Object.keys(urls)) urls[name] = new URL(urls[name], location.href).href;
    this.worker.postMessage({ type: "load", ...urls });
  }

  #receive(message) {
    if (message.type === "ready") {
      this.card = message.card;
      this.#enter("ready");
    } else if (message.type === "failed") {
      this.stop().then(() => this.#enter("error", "failed"));
    } else if (this.dataset.state === "listening") this.#show(message);
  }

  async start() {
    if (!STATES_WITH_START.includes(this.dataset.state) || !this.card) return;
    this.#enter("requesting");
    this.microphone = new Microphone(this.dataset.worklet);
    this.microphone.addEventListener("block", ({ detail }) => this.#send(detail.block));
    this.microphone.addEventListener("lost", () => this.#interrupt());
    try {
      await this.microphone.request();
      await this.microphone.start();
      this.#begin();
    } catch (error) {
      await this.microphone.close();
      this.#enter("error", error instanceof MicrophoneError ? error.code : "unsupported");
    }
  }

  #begin() {
    this.beats = new BeatPicker();
    this.middle = new OwnMiddle();
    this.summary = new LiveSummary();
    this.nSent = 0;
    this.nVoiced = 0;
    this.nBeats = 0;
    this.shownAt = 0;
    this.spokenAt = performance.now();
    this.river.reset();
    this.worker.postMessage({ type: "begin", sampleRate: this.microphone.sampleRate });
    this.#enter("listening");
  }

  async stop() {
    if (this.dataset.state !== "listening") return;
    this.#enter("ready");
    await this.microphone.close();
  }

  async #interrupt() {
    await this.stop();
    this.#enter("error", "interrupted");
  }

  #send(block) {
    if (this.dataset.state !== "listening") return;
    this.nSent += block.length;
    this.sentAt = performance.now();
    this.worker.postMessage({ type: "sound", block }, [block.buffer]);
  }

  /** How much was said since a moment of the sound, in seconds. */
  #behind(atS) {
    const sinceSent = (performance.now() - this.sentAt) / 1000;
    return this.nSent / this.microphone.sampleRate + sinceSent - atS;
  }

  #show(heard) {
    const semitones = this.middle.push(heard.f0Hz);
    const beat = this.beats.push(heard);
    if (heard.isVoice) this.nVoiced += 1;
    this.river.addPitch({ endS: heard.endS, atS: heard.f0S, semitones });
    if (beat) this.#showBeat(beat);
    this.summary.push({ ...heard, semitones, beat });
    this.dataset.load = String(heard.busyMs / 1000 / heard.endS);
    const now = performance.now();
    if (now - this.shownAt < FIGURES_MS) return;
    this.shownAt = now;
    this.#showFigures();
    if (this.bars.length) this.#showStyles(heard.styles);
    if (now - this.spokenAt > SPOKEN_MS && this.summary.hasVoice) this.#speak(now);
  }

  #showBeat(beat) {
    this.river.addBeat(beat);
    this.nBeats += 1;
    this.dataset.beats = String(this.nBeats);
    const behind = this.#behind(beat.frameS);
    this.behind = this.behind === undefined ? behind : 0.9 * this.behind + 0.1 * behind;
    this.dataset.behind = this.behind.toFixed(3);
  }

  #showFigures() {
    const { nBeats, nStrong, pace, range } = this.summary.figures;
    const { figures } = this.words;
    this.#figure("pace", pace === null ? null : fill(figures.pace, { n: pace.toFixed(1) }));
    this.#figure("beats", nBeats ? fill(figures.beats, { strong: nStrong, n: nBeats }) : null);
    this.#figure("range", range === null ? null : fill(figures.range, { n: Math.round(range) }));
    const { behind } = this;
    this.#figure("behind", behind ? fill(figures.behind, { n: behind.toFixed(1) }) : null);
  }

  #figure(name, text) {
    const place = this.querySelector(`[data-figure='${name}']`);
    if (place.textContent !== (text ?? "–")) place.textContent = text ?? "–";
  }

  #showStyles(probabilities) {
    const style = clearStyle(probabilities, this.nVoiced, this.card.clear_from);
    const label = this.card.labels[style];
    this.named = label;
    for (const bar of this.bars) {
      const share = probabilities[this.card.labels.indexOf(bar.dataset.style)];
      bar.querySelector("meter").value = this.nVoiced ? share : 0;
      bar.toggleAttribute("data-clear", bar.dataset.style === label);
    }
    const text = label ? this.words.styles[label] : this.words.unclear;
    const place = this.querySelector("[data-told]");
    if (place.textContent !== text) place.textContent = text;
  }

  /** Say the last seconds in words, seldom: a screen reader must not talk over a voice. */
  #speak(now) {
    this.spokenAt = now;
    const { nBeats, nStrong, range } = this.summary.figures;
    const { summary, styles } = this.words;
    const parts = [fill(summary.beats, { n: nBeats, strong: nStrong })];
    if (range !== null) parts.push(fill(summary.range, { n: Math.round(range) }));
    if (this.named) parts.push(fill(summary.style, { style: styles[this.named] }));
    this.querySelector("[data-summary]").textContent = parts.join(" ");
  }

  #enter(state, code = "") {
    this.dataset.state = state;
    for (const part of this.querySelectorAll("[data-when]")) {
      part.hidden = !part.dataset.when.split(" ").includes(state);
    }
    const [title, text] = state === "error" ? this.words.errors[code] : this.words.states[state];
    this.querySelector("[data-title]").textContent = title;
    this.querySelector("[data-text]").textContent = text;
    if (state === "error") this.#button("start").hidden = !this.card;
  }

  #button(action) {
    return this.querySelector(`[data-action='${action}']`);
  }

  async #toggleWall() {
    if (document.fullscreenElement) await document.exitFullscreen();
    else await this.requestFullscreen();
  }

  #nameWall() {
    const { wall, noWall } = this.words;
    this.#button("wall").textContent = document.fullscreenElement ? noWall : wall;
  }
}

customElements.define("voice-mirror", VoiceMirror);
