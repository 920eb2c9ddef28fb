/* <reference-player>: how natives (or the model voice) say it, at a chosen speed. */

class ReferencePlayer extends HTMLElement {
  connectedCallback() {
    if (this.audio) return;
    this.audio = this.querySelector("audio");
    this.button = this.querySelector("[data-play]");
    this.audio.controls = false;
    this.audio.preservesPitch = true;
    this.querySelector("[data-enhanced]").hidden = false;
    this.button.addEventListener("click", () => this.toggle());
    this.addEventListener("change", (event) => this.#choose(event.target));
    document.addEventListener("change", (event) => this.#followStyle(event.target));
    for (const name of ["play", "pause", "ended", "error"]) {
      this.audio.addEventListener(name, () => this.#show());
    }
    this.audio.addEventListener("loadedmetadata", () => this.#setSpeed());
  }

  #choose(input) {
    if (input.name === "reference-speed") this.#setSpeed();
    if (input.name !== "reference-voice") return;
    const option = input.selectedOptions[0];
    this.audio.src = option.value;
    this.querySelector("[data-source]").textContent = option.dataset.source;
    for (const badge of this.querySelectorAll("[data-kind-is]")) {
      badge.hidden = badge.dataset.kindIs !== option.dataset.kind;
    }
  }

  /** Offer the voice that performs the style the learner has just chosen. */
  #followStyle(input) {
    const voices = this.querySelector("[name='reference-voice']");
    if (input.name !== "style" || !voices) return;
    const wanted = [...voices.options].find((option) => option.dataset.style === input.value);
    if (!wanted) return;
    wanted.selected = true;
    this.#choose(voices);
  }

  #setSpeed() {
    const chosen = this.querySelector("[name='reference-speed']:checked");
    this.audio.playbackRate = Number(chosen?.value ?? 1);
    this.audio.preservesPitch = true;
  }

  toggle() {
    if (!this.audio.paused) {
      this.audio.pause();
      return;
    }
    for (const other of document.querySelectorAll("audio")) {
      if (other !== this.audio) other.pause();
    }
    this.audio.currentTime = 0;
    this.#setSpeed();
    this.audio.play().catch(() => this.#show());
  }

  #show() {
    const playing = !this.audio.paused && !this.audio.ended;
    this.button.dataset.playing = String(playing);
    const { labelPlay, labelPause } = this.dataset;
    this.button.querySelector("[data-label]").textContent = playing ? labelPause : labelPlay;
    this.querySelector("[data-trouble]").hidden = this.audio.error === null;
  }
}

customElements.define("reference-player", ReferencePlayer);
