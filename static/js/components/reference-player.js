/* <reference-player>: plays how natives (or the model voice) say the phrase, whole or in
   part, at a chosen speed and the original pitch.

   `reference:time` events carry the position: seconds, and the syllable as
   "word.syllable". Elements with `data-syllable` are highlighted meanwhile. */

const MARGIN_S = 0.03; // a slice that starts exactly at its boundary sounds clipped

class ReferencePlayer extends HTMLElement {
  connectedCallback() {
    if (this.audio) return;
    this.audio = this.querySelector("audio");
    this.range = [0, Infinity];
    this.button = this.querySelector("[data-play]");
    this.audio.controls = false;
    this.querySelector("[data-enhanced]").hidden = false;
    this.leaving = new AbortController();
    const { signal } = this.leaving;
    this.button.addEventListener("click", () => this.toggle(), { signal });
    this.addEventListener("change", (event) => this.#choose(event.target), { signal });
    document.addEventListener("change", (event) => this.#followStyle(event.target), { signal });
    for (const name of ["play", "pause", "ended", "error"]) {
      this.audio.addEventListener(name, () => this.#show(), { signal });
    }
    this.audio.addEventListener("timeupdate", () => this.#stopAtEnd(), { signal });
    this.audio.addEventListener("loadedmetadata", () => this.#setSpeed(), { signal });
    this.#loadTimings(this.audio);
  }

  disconnectedCallback() {
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.leaving?.abort();
      this.audio?.pause();
    });
  }

  /** Load the timings of the chosen voice and announce whether there are any. */
  #loadTimings(source) {
    this.timings = JSON.parse(source.dataset.timings || "[]");
    const strip = this.querySelector("[data-strip]");
    if (strip) strip.hidden = this.timings.length === 0;
    const detail = { hasTimes: this.timings.length > 0 };
    this.dispatchEvent(new CustomEvent("reference:chosen", { bubbles: true, detail }));
  }

  #choose(input) {
    if (input.name === "reference-speed") this.#setSpeed(null);
    if (input.name !== "reference-voice") return;
    const option = input.selectedOptions[0];
    this.audio.src = option.value;
    this.#loadTimings(option);
    this.querySelector("[data-source]").textContent = option.dataset.source;
    for (const badge of this.querySelectorAll("[data-kind-is]")) {
      badge.hidden = badge.dataset.kindIs !== option.dataset.kind;
    }
  }

  /** Select the voice that performs the style the learner has just chosen. */
  #followStyle(input) {
    const voices = this.querySelector("[name='reference-voice']");
    if (input.name !== "style" || !voices) return;
    const match = [...voices.options].find((option) => option.dataset.style === input.value);
    if (!match) return;
    match.selected = true;
    this.#choose(voices);
  }

  #setSpeed(rate = this.rate) {
    this.rate = rate;
    const chosen = this.querySelector("[name='reference-speed']:checked");
    this.audio.preservesPitch = true;
    this.audio.playbackRate = rate ?? Number(chosen?.value ?? 1);
  }

  toggle() {
    if (!this.audio.paused) this.audio.pause();
    else this.#play(0, Infinity, null);
  }

  /** Play from one syllable to another, each as "word.syllable"; resolves at the end to
      whether it was played to its end. */
  playSyllables(first, last, rate = null) {
    const start = this.#find(first);
    const end = this.#find(last);
    if (!start || !end) return Promise.resolve(false);
    return this.#play(start[2], end[3], rate);
  }

  /** The timing of a syllable; a native may merge two that the dictionary separates. */
  #find(name) {
    const [word, syllable] = name.split(".").map(Number);
    const ofWord = this.timings.filter((times) => times[0] === word);
    return ofWord.find((times) => times[1] === syllable) ?? ofWord.at(-1);
  }

  #play(start, end, rate) {
    for (const other of document.querySelectorAll("audio")) {
      if (other !== this.audio) other.pause();
    }
    this.done?.(false);
    this.range = [start, end];
    this.audio.currentTime = Math.max(0, start - MARGIN_S);
    this.#setSpeed(rate);
    this.audio.play().catch(() => this.#show());
    requestAnimationFrame(() => this.#follow());
    return new Promise((resolve) => {
      this.done = resolve;
    });
  }

  #follow() {
    this.#stopAtEnd();
    this.#notify();
    if (!this.audio.paused) requestAnimationFrame(() => this.#follow());
  }

  /** Animation frames pause in a hidden or busy page; `timeupdate` still arrives. */
  #stopAtEnd() {
    if (this.audio.paused) return;
    if (this.audio.currentTime >= this.range[1] + MARGIN_S) this.#finish(true);
  }

  #finish(isComplete) {
    this.audio.pause();
    this.done?.(isComplete);
    this.done = null;
  }

  #show() {
    const playing = !this.audio.paused && !this.audio.ended;
    this.button.dataset.playing = String(playing);
    const { labelPlay, labelPause } = this.dataset;
    this.button.querySelector("[data-label]").textContent = playing ? labelPause : labelPlay;
    this.querySelector("[data-trouble]").hidden = this.audio.error === null;
    if (!playing) this.#finish(this.audio.ended);
    this.#notify();
  }

  /** The syllable at a time, never one outside the range being played. */
  #syllableAt(seconds) {
    const [start, end] = this.range;
    const at = Math.min(Math.max(seconds, start), end - 0.001);
    return this.timings.find((times) => times[2] <= at && at < times[3]);
  }

  #notify() {
    const seconds = this.audio.currentTime;
    const playing = !this.audio.paused && !this.audio.ended;
    const sounding = playing && this.#syllableAt(seconds);
    const syllable = sounding ? `${sounding[0]}.${sounding[1]}` : null;
    if (syllable !== this.syllable) highlight(syllable);
    this.syllable = syllable;
    const share = sounding ? (seconds - sounding[2]) / (sounding[3] - sounding[2]) : 0;
    const detail = { seconds, playing, syllable, share };
    this.dispatchEvent(new CustomEvent("reference:time", { bubbles: true, detail }));
  }
}

function highlight(syllable) {
  for (const lit of document.querySelectorAll(".is-sounding")) lit.classList.remove("is-sounding");
  if (!syllable) return;
  for (const element of document.querySelectorAll(`[data-syllable="${syllable}"]`)) {
    element.classList.add("is-sounding");
  }
}

customElements.define("reference-player", ReferencePlayer);
