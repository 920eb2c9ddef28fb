/* A line to copy: a button beside it, shown only where it can work. */

class CopyText extends HTMLElement {
  connectedCallback() {
    this.field = this.querySelector("input");
    this.said = this.querySelector("[role=status]");
    const button = this.querySelector("button");
    button.hidden = false;
    button.addEventListener("click", () => this.copy());
    this.field.addEventListener("focus", () => this.field.select());
  }

  async copy() {
    this.field.select();
    try {
      await navigator.clipboard.writeText(this.field.value);
    } catch {
      return; // it is selected: the keyboard copies it
    }
    this.said.textContent = this.dataset.copied;
  }
}

customElements.define("copy-text", CopyText);
