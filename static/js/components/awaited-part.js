/* <awaited-part src="…">: a piece of the page that a worker still makes. It asks now
   and then (204: not yet) and gives way to what the server sends. */

const EVERY_MS = 1500;
const MOST_TIMES = 80;

class AwaitedPart extends HTMLElement {
  connectedCallback() {
    this.asked = 0;
    this.timer = setTimeout(() => this.#ask(), EVERY_MS);
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
  }

  async #ask() {
    this.asked += 1;
    const response = await fetch(this.getAttribute("src")).catch(() => null);
    if (response?.status === 200) {
      this.outerHTML = await response.text();
    } else if (this.isConnected && this.asked < MOST_TIMES) {
      this.timer = setTimeout(() => this.#ask(), EVERY_MS);
    }
  }
}

customElements.define("awaited-part", AwaitedPart);
