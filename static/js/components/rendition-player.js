/* <rendition-player>: the learner's recording beside a rendition in the same voice.

   One button (key B) switches between them at the same syllable. Without scripts there
   are two <audio controls>. The script inside lists the versions, each with a timeline of
   corresponding times as pairs of seconds. */

class RenditionPlayer extends HTMLElement {
  connectedCallback() {
    if (this.mine) return;
    this.mine = this.querySelector("[data-voice=mine]");
    this.changed = this.querySelector("[data-voice=changed]");
    this.versions = JSON.parse(this.querySelector("script").textContent);
    this.version = this.versions[0];
    this.active = this.mine;
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

  /** Switch to the other voice at the same place, or from the beginning if it had ended. */
  switch() {
    const from = this.active;
    const next = from === this.mine ? this.changed : this.mine;
    const seconds = from.ended ? 0 : this.#otherTime(from.currentTime);
    from.pause();
    this.active = next;
    next.currentTime = seconds;
    this.#play();
  }

  toggle() {
    if (this.active.paused) this.#play();
    else this.active.pause();
  }

  #play() {
    for (const other of document.querySelectorAll("audio")) {
      if (other !== this.active) other.pause();
    }
    if (this.active.ended) this.active.currentTime = 0;
    this.active.play().catch(() => this.#show());
    const isMine = this.active === this.mine;
    const { nowMine, nowChanged } = this.dataset;
    this.dataset.now = isMine ? "mine" : "changed";
    this.querySelector("[data-now]").textContent = isMine ? nowMine : nowChanged;
  }

  /** The time in the other voice that corresponds to a time in this one. */
  #otherTime(seconds) {
    const fromMine = this.active === this.mine ? 0 : 1;
    return between(this.version.timeline, seconds, fromMine, 1 - fromMine);
  }

  #choose(kind) {
    const chosen = this.versions.find((version) => version.kind === kind);
    if (!chosen) return;
    this.version = chosen;
    this.active.pause();
    this.active = this.mine;
    this.mine.currentTime = 0;
    this.changed.src = chosen.url;
    this.querySelector("[data-origin]").textContent = chosen.origin;
  }

  #show() {
    const playing = !this.active.paused && !this.active.ended;
    this.button.dataset.playing = String(playing);
    const { labelPlay, labelPause } = this.dataset;
    this.button.querySelector("[data-label]").textContent = playing ? labelPause : labelPlay;
  }
}

/** Interpolate between the pairs; before the first and after the last both run in parallel. */
export function between(timeline, seconds, from, to) {
  const after = timeline.findIndex((pair) => pair[from] >= seconds);
  if (after === 0) return Math.max(0, timeline[0][to] + seconds - timeline[0][from]);
  const before = timeline[after < 0 ? timeline.length - 1 : after - 1];
  if (after < 0) return before[to] + seconds - before[from];
  const share = (seconds - before[from]) / (timeline[after][from] - before[from]);
  return before[to] + share * (timeline[after][to] - before[to]);
}

/** Announce a finished rendition; move the focus there if its button has been replaced. */
export function announceRenditions() {
  document.addEventListener("htmx:afterSwap", ({ detail }) => {
    if (detail.target.id !== "rendition") return;
    const section = document.getElementById("rendition");
    const status = section.querySelector("[data-status]").textContent;
    const announcer = document.querySelector("[data-announcer]");
    if (announcer.textContent !== status) announcer.textContent = status;
    if (document.activeElement === document.body) section.focus({ preventScroll: true });
  });
}

customElements.define("rendition-player", RenditionPlayer);
