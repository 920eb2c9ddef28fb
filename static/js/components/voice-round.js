/* <voice-round src="…">: plays one phrase by several speakers in a row. Their list comes
   from the server, which answers 204 while one of them is still being made. */

const POLL_MS = 800;
const MAX_POLLS = 60;
const PAUSE_MS = 500;

class VoiceRound extends HTMLElement {
  connectedCallback() {
    if (this.audio) return;
    this.audio = document.createElement("audio");
    this.audio.preload = "none";
    this.append(this.audio);
    this.button = this.querySelector("button");
    this.making = this.querySelector("[data-making]");
    this.list = this.querySelector("[data-voices]");
    this.button.addEventListener("click", () => (this.turn ? this.#stop() : this.#all()));
    this.list.addEventListener("click", ({ target }) => {
      const one = target.closest("[data-url]");
      if (one) this.#play([one]);
    });
    for (const name of ["ended", "error", "pause"]) {
      this.audio.addEventListener(name, () => this.resume?.(name === "ended"));
    }
    this.hidden = false;
  }

  disconnectedCallback() {
    this.#stop();
  }

  #stop() {
    this.turn = null;
    this.audio?.pause();
    this.#show(null);
  }

  async #all() {
    const turn = {};
    this.turn = turn;
    this.#show(null);
    if (!this.list.firstElementChild) await this.#fetchList(turn);
    if (this.turn === turn) this.#play([...this.list.querySelectorAll("[data-url]")]);
  }

  /** Ask until every speaker is there, or the button was pressed again. */
  async #fetchList(turn) {
    this.making.textContent = this.making.dataset.text;
    for (let polls = 0; polls < MAX_POLLS && this.turn === turn; polls += 1) {
      const response = await fetch(this.getAttribute("src")).catch(() => null);
      if (response?.status === 200) {
        this.list.innerHTML = await response.text();
        break;
      }
      await wait(POLL_MS);
    }
    this.making.textContent = "";
  }

  /** Play some of the list, one after the other. */
  async #play(speakers) {
    const turn = {};
    this.turn = turn;
    for (const other of document.querySelectorAll("audio")) {
      if (other !== this.audio) other.pause();
    }
    for (const [index, speaker] of speakers.entries()) {
      if (index) await wait(PAUSE_MS);
      if (this.turn !== turn) return;
      this.#show(speaker);
      if (!(await this.#playOne(speaker.dataset.url))) break;
    }
    if (this.turn === turn) this.#stop();
  }

  /** Resolves to whether it was played to its end. */
  #playOne(url) {
    this.resume?.(false);
    return new Promise((resolve) => {
      this.audio.src = url;
      this.resume = (isComplete) => {
        if (!isComplete && this.audio.ended) return; // a pause comes before the end
        this.resume = null;
        resolve(isComplete);
      };
      this.audio.play().catch(() => this.resume?.(false));
    });
  }

  #show(speaker) {
    const { labelPlay, labelStop } = this.dataset;
    this.button.querySelector("[data-label]").textContent = this.turn ? labelStop : labelPlay;
    for (const item of this.list.querySelectorAll("[data-url]")) {
      if (item === speaker) item.setAttribute("aria-current", "true");
      else item.removeAttribute("aria-current");
    }
  }
}

function wait(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

customElements.define("voice-round", VoiceRound);
