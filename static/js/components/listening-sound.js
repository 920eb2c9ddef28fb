/* <listening-sound>: one button that plays its sound from the start. With `data-plays` it
   takes the focus and plays by itself, after a screen reader has said its name. */

const DELAY_MS = 700;

class ListeningSound extends HTMLElement {
  connectedCallback() {
    this.audio = this.querySelector("audio");
    this.button = this.querySelector("[data-play]");
    this.audio.controls = false;
    this.button.hidden = false;
    this.button.addEventListener("click", () => this.play());
    if (!("plays" in this.dataset)) return;
    this.button.focus();
    this.timer = setTimeout(() => this.play(), DELAY_MS);
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
    this.audio.pause();
  }

  play() {
    clearTimeout(this.timer);
    this.audio.currentTime = 0;
    this.audio.play().catch(() => {
      this.audio.controls = true; // the browser's own player says what is wrong
    });
  }
}

customElements.define("listening-sound", ListeningSound);
