/* One take from the click to the server's answer, as a state machine.

   idle > requesting > starting > recording > recorded > sending > sent, or error.
   Each transition is a `state` event, which the page renders. */

import { deliver } from "../lib/delivery.js";
import { forget, keep, unsent } from "../lib/take-store.js";
import { encodeWav } from "../lib/wav.js";
import { Microphone, MicrophoneError } from "./microphone.js";

const PRE_ROLL_S = 0.5;
const POST_ROLL_S = 0.3;
// A headset with a noise gate sends zeros until somebody speaks: do not wait for ever.
const SIGNAL_TIMEOUT_S = 1.2;

export class Recorder extends EventTarget {
  state = "idle";
  take = null;
  error = null;

  /** `options`: workletUrl, maxDurationS, submitUrl, learner, tellsMicrophones, csrfToken(),
      style(). */
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
    if (this.take) await this.#drop();
    this.#enter("requesting");
    this.microphone = new Microphone(this.options.workletUrl);
    this.microphone.addEventListener("block", (event) => this.#receive(event.detail));
    this.microphone.addEventListener("lost", () => this.stop());
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
    const granted = this.microphone.granted();
    if (this.options.tellsMicrophones) granted.microphone = await this.microphone.code();
    await this.microphone.close();
    this.stopping = false;
    await this.#finish(granted);
  }

  /** Stop and discard what was recorded. */
  async cancel() {
    const { microphone } = this;
    this.#enter("idle");
    await microphone?.close();
  }

  async #finish(granted) {
    const blob = encodeWav(this.blocks, this.microphone.sampleRate);
    this.blocks = [];
    await this.hold({ blob, name: "take.wav", captured: granted, source: "recorder" });
  }

  /** Hold a take, recorded or chosen as a file, and store it in the browser. */
  async hold({ blob, name, captured, source }) {
    if (this.take) await this.#drop();
    const { learner, submitUrl } = this.options;
    const key = crypto.randomUUID();
    const recordedAt = Date.now();
    const style = this.options.style();
    this.take = { key, blob, name, captured, source, learner, submitUrl, style, recordedAt };
    const isStored = await keep(this.take).then(
      () => true,
      () => false,
    );
    this.#enter("recorded", { isStored });
  }

  async discard() {
    if (!["recorded", "error", "sending"].includes(this.state)) return;
    this.sending?.abort();
    await this.#drop();
    this.#enter("idle", { discarded: true });
  }

  async #drop() {
    const { key } = this.take ?? {};
    this.take = null;
    if (key) await forget(key).catch(() => {});
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

  #follow({ state, url, code, message, seconds }) {
    if (state === "sending") this.#enter("sending");
    else if (state === "waiting") this.#enter("sending", { waiting: seconds });
    else if (state === "blocked") this.#fail(code);
    else if (state === "gone") this.#fail("gone");
    else {
      this.take = null;
      if (state === "sent") this.#enter("sent", { url });
      else this.#fail("refused", message);
    }
  }
}
