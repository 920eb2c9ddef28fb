/* One take from the click to the server's answer, as a state machine.

   idle > requesting > starting > recording > recorded > sending > sent, or error.
   Each transition is a `state` event, which the page renders. A take is forgotten when its
   learner discards it, when another was recorded in its place, or when the server has
   answered; never because something went wrong. */

import { deliver } from "../lib/delivery.js";
import { forget, keep, unsent } from "../lib/take-store.js";
import { encodeWav } from "../lib/wav.js";
import { MicrophoneError } from "./microphone.js";

const PRE_ROLL_S = 0.5;
const POST_ROLL_S = 0.3;
// A headset with a noise gate sends zeros until somebody speaks: do not wait for ever.
const SIGNAL_TIMEOUT_S = 1.2;

export class Recorder extends EventTarget {
  state = "idle";
  take = null;
  error = null;
  #earlier = []; // takes that come back if the one after them is discarded or refused

  /** `options`: microphone(), maxDurationS, submitUrl, learner, tellsMicrophones,
      csrfToken(), style(). */
  constructor(options) {
    super();
    this.options = options;
  }

  #enter(state, detail = {}) {
    this.state = state;
    this.dispatchEvent(new CustomEvent("state", { detail: { state, ...detail } }));
  }

  #fail(code, message = "") {
    this.error = { code, message };
    this.#enter("error");
  }

  /** Offer a take left by an earlier visit; resume delivery of one already submitted. */
  async restore() {
    const take = await unsent(this.options.learner, this.options.submitUrl).catch(() => undefined);
    if (!take || this.state !== "idle") return;
    this.take = take;
    this.#enter("recorded", { restored: true });
    if (take.isSent) await this.#deliver();
  }

  async record() {
    if (["requesting", "starting", "recording", "sending", "sent"].includes(this.state)) return;
    this.#enter("requesting");
    this.microphone = this.options.microphone();
    this.microphone.addEventListener("block", (event) => this.#receive(event.detail));
    this.microphone.addEventListener("lost", () => this.#interrupt());
    this.blocks = [];
    this.nSamples = 0;
    this.nSilent = 0;
    try {
      await this.microphone.request();
      this.#enter("starting");
      await this.microphone.start();
    } catch (error) {
      await this.microphone.close();
      this.#fail(error instanceof MicrophoneError ? error.code : "unsupported");
    }
  }

  #receive({ block, rms, peak }) {
    if (this.state === "starting") this.#awaitSignal(block, peak);
    else if (this.state === "recording") this.#append(block);
    this.dispatchEvent(new CustomEvent("level", { detail: { rms, peak } }));
  }

  /** Before "Speak now": buffer the pre-roll and wait until the device delivers a signal. */
  #awaitSignal(block, peak) {
    this.#append(block);
    const rate = this.microphone.sampleRate;
    while (this.nSamples - this.blocks[0].length > PRE_ROLL_S * rate) {
      this.nSamples -= this.blocks.shift().length;
    }
    this.nSilent += peak === 0 ? block.length : 0;
    if (peak > 0 || this.nSilent > SIGNAL_TIMEOUT_S * rate) this.#enter("recording");
  }

  #append(block) {
    this.blocks.push(block);
    this.nSamples += block.length;
    const limit = this.options.maxDurationS - 2 * POST_ROLL_S;
    if (this.state === "recording" && this.seconds >= limit) this.stop();
  }

  get seconds() {
    return this.microphone ? this.nSamples / this.microphone.sampleRate : 0;
  }

  /** Stop after a short post-roll, so that the last sound is not cut off. */
  async stop() {
    if (this.state === "starting") {
      await this.cancel();
      return;
    }
    if (this.state !== "recording" || this.stopping) return;
    this.stopping = true;
    await new Promise((resolve) => setTimeout(resolve, 1000 * POST_ROLL_S));
    await this.#finish();
  }

  /** Stop, discard what was recorded, and show the take before. */
  async cancel() {
    const { microphone } = this;
    this.#fallBack({});
    await microphone?.close();
  }

  /** The microphone stopped by itself: keep what it has delivered. */
  async #interrupt() {
    if (this.stopping) return;
    if (this.state === "starting") {
      this.#fail("interrupted");
      await this.microphone.close();
    } else if (this.state === "recording") {
      this.stopping = true;
      await this.#finish({ isInterrupted: true });
    }
  }

  async #finish({ isInterrupted = false } = {}) {
    const { microphone } = this;
    const captured = microphone.granted();
    if (this.options.tellsMicrophones) captured.microphone = await microphone.code();
    await microphone.close();
    this.stopping = false;
    if (this.state !== "recording") return; // cancelled meanwhile
    const blob = encodeWav(this.blocks, microphone.sampleRate);
    this.blocks = [];
    await this.hold({ blob, name: "take.wav", captured, source: "recorder" }, { isInterrupted });
  }

  /** Hold a take, recorded or chosen as a file, and store it in the browser.

      It takes the place of the one before, unless it was interrupted, cannot be stored, or
      is a file that nobody has heard yet: then both are kept. */
  async hold({ blob, name, captured, source }, { isInterrupted = false } = {}) {
    const before = this.take;
    const { learner, submitUrl } = this.options;
    const key = crypto.randomUUID();
    const recordedAt = Date.now();
    const style = this.options.style();
    this.take = { key, blob, name, captured, source, learner, submitUrl, style, recordedAt };
    const isStored = await keep(this.take).then(
      () => true,
      () => false,
    );
    const replaces = isStored && !isInterrupted && source === "recorder";
    if (before && replaces) await forget(before.key).catch(() => {});
    else if (before) this.#earlier.push(before);
    this.#enter("recorded", { isStored, isInterrupted });
  }

  async discard() {
    if (!["recorded", "error", "sending"].includes(this.state) || !this.take) return;
    this.sending?.abort();
    const { key } = this.take;
    this.take = this.#earlier.pop() ?? null;
    await forget(key).catch(() => {});
    this.#fallBack({ discarded: true });
  }

  /** Whether discarding the take brings an earlier one back. */
  get hasEarlier() {
    return this.#earlier.length > 0;
  }

  /** Show the take that there is now, or none. */
  #fallBack(detail) {
    if (this.take) this.#enter("recorded", { isEarlier: true });
    else this.#enter("idle", detail);
  }

  /** Send until the server has answered; the connection may come and go meanwhile. */
  async send() {
    if (!this.take || !["recorded", "error"].includes(this.state)) return;
    this.take.style = this.options.style();
    await this.#deliver();
  }

  async #deliver() {
    this.sending = new AbortController();
    const { signal } = this.sending;
    const { csrfToken } = this.options;
    try {
      for await (const step of deliver(this.take, { csrfToken, signal })) this.#follow(step);
    } catch (error) {
      this.#fail("unexpected");
      throw error;
    }
  }

  #follow({ state, url, code, message, seconds, reason }) {
    if (state === "sending") this.#enter("sending");
    else if (state === "waiting") this.#enter("sending", { waiting: seconds, reason });
    else if (state === "blocked") this.#fail(code);
    else if (state === "gone") this.#fail("gone");
    else if (state === "refused") {
      this.take = this.#earlier.pop() ?? null;
      this.#fail("refused", message);
    } else {
      this.take = null;
      for (const { key } of this.#earlier.splice(0)) forget(key).catch(() => {});
      this.#enter("sent", { url });
    }
  }
}
