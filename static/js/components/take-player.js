/* <take-player>: one take, whole or a slice of it, with its waveform.

   Without scripts the <audio controls> inside is used. Buttons request slices (see
   slices.js); `take:time` events carry the position. */

import WaveSurfer from "../../vendor/wavesurfer/wavesurfer.esm.js";
import { clock, cspNonce, onSchemeChange, token } from "../lib/dom.js";

export class TakePlayer extends HTMLElement {
  connectedCallback() {
    if (this.audio) return;
    this.audio = this.querySelector("audio");
    this.button = this.querySelector("[data-play]");
    this.time = this.querySelector("[data-time]");
    this.audio.controls = false;
    this.querySelector("[data-enhanced]").hidden = false;
    this.leaving = new AbortController();
    const { signal } = this.leaving;
    this.button.addEventListener("click", () => this.toggle(), { signal });
    for (const name of ["play", "pause", "ended"]) {
      this.audio.addEventListener(name, () => this.#show(), { signal });
    }
    this.audio.addEventListener("timeupdate", () => this.#stopAtEnd(), { signal });
    this.audio.addEventListener("loadedmetadata", () => this.#show(), { signal });
    onSchemeChange(() => this.waves?.setOptions(this.#colours()), signal);
    if (this.audio.getAttribute("src")) this.#drawWavesInTime(signal);
    this.#show();
  }

  disconnectedCallback() {
    // htmx moves a preserved player: tear it down only if it is really gone.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.leaving?.abort();
      this.waves?.destroy();
      this.audio?.pause();
    });
  }

  #colours() {
    return { waveColor: token("--mine-line"), progressColor: token("--mine") };
  }

  /** What may not be fetched before it is played is drawn while it is. */
  #drawWavesInTime(signal) {
    if (this.audio.preload !== "none") this.#drawWaves();
    else this.audio.addEventListener("playing", () => this.#drawWaves(), { once: true, signal });
  }

  #drawWaves() {
    this.waves?.destroy();
    this.waves = WaveSurfer.create({
      container: this.querySelector("[data-waves]"),
      media: this.audio,
      height: 56,
      barWidth: 3,
      barGap: 2,
      barRadius: 2,
      cursorWidth: 2,
      normalize: true,
      cspNonce: cspNonce(),
      ...this.#colours(),
    });
  }

  /** Load another take from memory. */
  async load(blob) {
    this.unload();
    this.objectUrl = URL.createObjectURL(blob);
    this.#drawWaves();
    await this.waves.loadBlob(blob).catch(() => {});
  }

  unload() {
    this.audio.pause();
    this.waves?.destroy();
    this.waves = null;
    if (this.objectUrl) URL.revokeObjectURL(this.objectUrl);
    this.objectUrl = null;
  }

  toggle() {
    if (this.audio.paused) this.playAll();
    else this.audio.pause();
  }

  playAll() {
    this.#finish(false);
    this.slice = null;
    if (this.audio.ended || this.sliced) this.audio.currentTime = 0;
    this.sliced = false;
    this.#play();
  }

  /** Play a slice; resolves at the end to whether it was played to its end. */
  playSlice(start, end) {
    this.#finish(false);
    this.slice = { end };
    this.sliced = true;
    this.audio.currentTime = start;
    this.#play();
    return new Promise((resolve) => {
      this.done = resolve;
    });
  }

  #finish(isComplete) {
    this.done?.(isComplete);
    this.done = null;
  }

  #play() {
    for (const other of document.querySelectorAll("audio")) {
      if (other !== this.audio) other.pause();
    }
    this.audio.play().catch(() => this.#show());
    requestAnimationFrame(() => this.#follow());
  }

  #follow() {
    this.#stopAtEnd();
    this.#show();
    if (!this.audio.paused) requestAnimationFrame(() => this.#follow());
  }

  /** Animation frames pause in a hidden or busy page; `timeupdate` still arrives. */
  #stopAtEnd() {
    if (!this.slice || this.audio.currentTime < this.slice.end) return;
    this.slice = null;
    this.#finish(true);
    this.audio.pause();
  }

  #show() {
    const { paused, ended, currentTime, duration } = this.audio;
    if (paused) this.#finish(ended);
    this.button.dataset.playing = String(!paused);
    this.button.setAttribute(
      "aria-label",
      paused ? this.dataset.labelPlay : this.dataset.labelPause,
    );
    this.time.textContent = Number.isFinite(duration)
      ? `${clock(currentTime)} / ${clock(duration)}`
      : ""; // not loaded yet
    const detail = { seconds: currentTime, playing: !paused };
    this.dispatchEvent(new CustomEvent("take:time", { bubbles: true, detail }));
  }
}

customElements.define("take-player", TakePlayer);
