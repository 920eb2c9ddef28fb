/* <take-recorder>: renders the states of a Recorder and forwards clicks to it. */

import { clock, fill, strings } from "../lib/dom.js";
import { Microphone } from "./microphone.js";
import { Recorder } from "./recorder.js";
import "./level-meter.js";
import "./take-player.js";

const DOUBLE_CLICK_MS = 600; // "Discard" appears where "Cancel" was

class TakeRecorder extends HTMLElement {
  connectedCallback() {
    if (this.recorder) return;
    this.words = strings("recorder-words");
    this.form = this.closest("form");
    this.status = this.querySelector("[data-status]");
    this.meter = this.querySelector("level-meter");
    this.player = this.querySelector("take-player");
    this.recorder = this.#makeRecorder();
    this.addEventListener("click", (event) => this.#press(event));
    this.recorder.addEventListener("state", ({ detail }) => this.#show(detail));
    this.recorder.addEventListener("level", ({ detail }) => this.#level(detail));
    this.form.addEventListener("submit", (event) => this.#upload(event));
    this.form.addEventListener("change", (event) => this.#rejectLargeFile(event));
    window.addEventListener("beforeunload", (event) => this.#warn(event));
    this.hidden = false;
    this.#show({ state: "idle" });
    this.recorder.restore();
  }

  #makeRecorder() {
    const { worklet, maxDurationS, learner } = this.dataset;
    return new Recorder({
      microphone: () => new Microphone(worklet),
      maxDurationS: Number(maxDurationS),
      submitUrl: this.form.getAttribute("action"),
      learner,
      csrfToken: () => this.form.elements.csrfmiddlewaretoken.value,
      tellsMicrophones: "tellsMicrophones" in this.dataset,
      style: () => new FormData(this.form).get("style") ?? "",
    });
  }

  #press(event) {
    const action = event.target.closest("[data-action]")?.dataset.action;
    if (action === "record") this.#recordOrStop();
    else if (action === "stop") this.recorder.stop();
    else if (action === "cancel") this.recorder.cancel();
    else if (action === "send") this.recorder.send();
    else if (action === "discard") this.#discard(event);
  }

  /** The second click on "Cancel" must not take the earlier take along. */
  #discard({ timeStamp }) {
    if (timeStamp - this.cameBackAt > DOUBLE_CLICK_MS) this.recorder.discard();
  }

  #recordOrStop() {
    if (["starting", "recording"].includes(this.recorder.state)) this.recorder.stop();
    else this.recorder.record();
  }

  #level(detail) {
    if (this.recorder.state !== "recording") return;
    this.meter.push(detail);
    const { maxDurationS } = this.recorder.options;
    this.querySelector("[data-clock]").textContent =
      `${clock(this.recorder.seconds)} / ${clock(maxDurationS)}`;
  }

  #show(detail) {
    const { state } = detail;
    this.dataset.state = state;
    this.cameBackAt = detail.isEarlier ? performance.now() : Number.NEGATIVE_INFINITY;
    const focused = this.contains(document.activeElement);
    for (const part of this.querySelectorAll("[data-when]")) {
      const needsTake = "needsTake" in part.dataset;
      const isDue = part.dataset.when.split(" ").includes(state);
      part.hidden = !isDue || (needsTake && !this.recorder.take);
    }
    this.#showButton(state);
    this.#showStatus(detail);
    if (state === "recording") this.meter.reset();
    if (["recorded", "error"].includes(state) && this.recorder.take) this.#showTake();
    if (["idle", "requesting"].includes(state)) this.player.unload();
    if (focused) this.#keepFocus();
    if (state === "sent") window.location.assign(detail.url);
  }

  #showButton(state) {
    const button = this.querySelector("[data-action='record']");
    const label = ["starting", "recording"].includes(state) ? this.words.stop : this.words.record;
    button.querySelector("[data-label]").textContent = label;
  }

  #showTake() {
    for (const audio of document.querySelectorAll("audio")) audio.pause();
    this.player.load(this.recorder.take.blob);
  }

  /** Move the focus on when the focused element has been hidden. */
  #keepFocus() {
    const active = document.activeElement;
    if (active && active !== document.body && active.getClientRects().length > 0) return;
    const next = [...this.querySelectorAll("[data-focus-first], [data-action]")].find(
      (element) => element.getClientRects().length > 0,
    );
    next?.focus();
  }

  #showStatus(detail) {
    const [title, text] = this.#sentences(detail);
    this.querySelector("[data-status-title]").textContent = title;
    this.querySelector("[data-status-text]").textContent = text;
    const blocked = detail.state === "error" ? this.recorder.error?.code : "";
    this.querySelector("[data-sign-in]").hidden = blocked !== "signed_out";
    this.querySelector("[data-consent]").hidden = blocked !== "consent_needed";
  }

  #sentences({ state, ...detail }) {
    const { words, recorder } = this;
    if (state === "error") return this.#errorSentences();
    if (state === "idle" && detail.discarded) return words.discarded;
    if (state === "recorded" && detail.restored) {
      const when = new Date(recorder.take.recordedAt).toLocaleString(document.documentElement.lang);
      return words.restored.map((sentence) => fill(sentence, { when }));
    }
    if (state === "recorded" && detail.isInterrupted) {
      return recorder.hasEarlier ? words.interrupted_again : words.interrupted;
    }
    if (state === "recorded" && detail.isEarlier) return words.earlier;
    if (state === "recorded" && detail.isStored === false) return words.not_kept;
    if (state === "sending" && detail.waiting) {
      const waiting = detail.reason === "server" ? words.waiting_for_server : words.waiting;
      return waiting.map((sentence) => fill(sentence, { seconds: detail.waiting }));
    }
    return words[state];
  }

  #errorSentences() {
    const { code, message } = this.recorder.error;
    if (code === "refused" && message) {
      const earlier = this.recorder.take ? this.words.earlier[1] : "";
      return [this.words.errors.refused[0], `${message} ${earlier}`.trim()];
    }
    return this.words.errors[code] ?? this.words.errors.unexpected;
  }

  /** A chosen file is treated like a recorded take: stored, then delivered with retries. */
  async #upload(event) {
    const [file] = this.form.elements.audio.files;
    if (!file || !window.isSecureContext) return;
    event.preventDefault();
    if (!["idle", "recorded", "error"].includes(this.recorder.state)) return;
    this.scrollIntoView({ block: "nearest" });
    await this.recorder.hold({ blob: file, name: file.name, captured: {}, source: "upload" });
    await this.recorder.send();
  }

  #rejectLargeFile({ target }) {
    if (target.name !== "audio") return;
    const [file] = target.files;
    const tooLarge = file && file.size > Number(this.dataset.maxBytes);
    target.setCustomValidity(tooLarge ? this.words.errors.too_large[1] : "");
    if (tooLarge) target.reportValidity();
  }

  #warn(event) {
    if (this.recorder.state === "recording") event.preventDefault();
  }
}

customElements.define("take-recorder", TakeRecorder);
