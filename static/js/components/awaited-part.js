/* <awaited-part src="…">: a part of the page that a worker is still making. It polls
   (204: not ready) and is replaced by the HTML that the server sends. */

const POLL_MS = 1500;
const MAX_POLLS = 80;

class AwaitedPart extends HTMLElement {
  connectedCallback() {
    this.polls = 0;
    this.timer = setTimeout(() => this.#poll(), POLL_MS);
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
  }

  async #poll() {
    this.polls += 1;
    const response = await fetch(this.getAttribute("src")).catch(() => null);
    if (response?.status === 200) {
      this.outerHTML = await response.text();
    } else if (this.isConnected && this.polls < MAX_POLLS) {
      this.timer = setTimeout(() => this.#poll(), POLL_MS);
    }
  }
}

customElements.define("awaited-part", AwaitedPart);
