/* <rendition-player>: the learner's recording and the same voice changed by us.

   One button (key B) goes over to the other at the same syllable. Without scripts there
   are two <audio controls>. The script inside lists the versions, each with the moments
   that belong together as pairs of seconds. */

class RenditionPlayer extends HTMLElement {
  connectedCallback() {
    if (this.mine) return;
    this.mine = this.querySelector("[data-voice=mine]");
    this.changed = this.querySelector("[data-voice=changed]");
    this.versions = JSON.parse(this.querySelector("script").textContent);
    this.version = this.versions[0];
    this.heard = this.mine;
    this.button = this.querySelector("[data-play]");
    this.querySelector(".rendition__sounds").hidden = true;
    this.querySelector("[data-enhanced]").hidden = false;
    this.querySelector("[data-switch]").addEventListener("click", () => this.switch());
    this.button.addEventListener("click", () => this.toggle());
    this.addEventListener("change", ({ target }) => this.#choose(target.value));
    for (const audio of [this.mine, this.changed]) {
      for (const name of ["play", "pause", "ended"]) {
        audio.addEventListener(name, () => this.#show());
      }
    }
  }

  disconnectedCallback() {
    this.mine.pause();
    this.changed.pause();
  }

  /** Go over to the other voice at the same place; from the beginning if it was over. */
  switch() {
    const from = this.heard;
    const next = from === this.mine ? this.changed : this.mine;
    const seconds = from.ended ? 0 : this.#otherTime(from.currentTime);
    from.pause();
    this.heard = next;
    next.currentTime = seconds;
    this.#play();
  }

  toggle() {
    if (this.heard.paused) this.#play();
    else this.heard.pause();
  }

  #play() {
    for (const other of document.querySelectorAll("audio")) {
      if (other !== this.heard) other.pause();
    }
    if (this.heard.ended) this.heard.currentTime = 0;
    this.heard.play().catch(() => this.#show());
    const isMine = this.heard === this.mine;
    const { nowMine, nowChanged } = this.dataset;
    this.dataset.now = isMine ? "mine" : "changed";
    this.querySelector("[data-now]").textContent = isMine ? nowMine : nowChanged;
  }

  /** Where the other voice is when this one is at so many seconds. */
  #otherTime(seconds) {
    const fromMine = this.heard === this.mine ? 0 : 1;
    return between(this.version.timeline, seconds, fromMine, 1 - fromMine);
  }

  #choose(kind) {
    const chosen = this.versions.find((version) => version.kind === kind);
    if (!chosen) return;
    this.version = chosen;
    this.heard.pause();
    this.heard = this.mine;
    this.mine.currentTime = 0;
    this.changed.src = chosen.url;
    this.querySelector("[data-origin]").textContent = chosen.origin;
  }

  #show() {
    const playing = !this.heard.paused && !this.heard.ended;
    this.button.dataset.playing = String(playing);
    const { labelPlay, labelPause } = this.dataset;
    this.button.querySelector("[data-label]").textContent = playing ? labelPause : labelPlay;
  }
}

/** Follow the pairs of moments; before the first and behind the last, both run alike. */
export function between(timeline, seconds, from, to) {
  const after = timeline.findIndex((pair) => pair[from] >= seconds);
  if (after === 0) return Math.max(0, timeline[0][to] + seconds - timeline[0][from]);
  const before = timeline[after < 0 ? timeline.length - 1 : after - 1];
  if (after < 0) return before[to] + seconds - before[from];
  const share = (seconds - before[from]) / (timeline[after][from] - before[from]);
  return before[to] + share * (timeline[after][to] - before[to]);
}

/** Say that it is ready, and keep the place of whoever pressed the button that is gone. */
export function announceRenditions() {
  document.addEventListener("htmx:afterSwap", ({ detail }) => {
    if (detail.target.id !== "rendition") return;
    const section = document.getElementById("rendition");
    const said = section.querySelector("[data-status]").textContent;
    const announcer = document.querySelector("[data-announcer]");
    if (announcer.textContent !== said) announcer.textContent = said;
    if (document.activeElement === document.body) section.focus({ preventScroll: true });
  });
}

customElements.define("rendition-player", RenditionPlayer);
