/* The microphone: requests it without processing, emits its samples, classifies failures.

   `block` events carry samples; one `lost` event says that it stopped by itself. */

import { shortHash } from "../lib/hash.js";
import { InterruptionWatch } from "../lib/interruptions.js";
import { measure } from "../lib/wav.js";

const CONSTRAINTS = {
  echoCancellation: false,
  noiseSuppression: false,
  autoGainControl: false,
  channelCount: 1,
};

const START_MS = 5000; // a sound system that a phone call holds never starts
const CLOSE_MS = 500;

const CODE_OF_ERROR = {
  NotAllowedError: "denied",
  SecurityError: "denied",
  NotFoundError: "no_device",
  OverconstrainedError: "no_device",
  NotReadableError: "busy",
  AbortError: "busy",
};

export class MicrophoneError extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

export class Microphone extends EventTarget {
  constructor(workletUrl) {
    super();
    this.workletUrl = workletUrl;
  }

  /** Request the device; only ever in response to a click or a key. */
  async request() {
    requireSupport();
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({ audio: CONSTRAINTS });
    } catch (error) {
      throw new MicrophoneError(CODE_OF_ERROR[error.name] ?? "busy");
    }
  }

  /** Start emitting samples as `block` events. */
  async start() {
    this.context = new AudioContext();
    await this.#resume();
    await this.context.audioWorklet.addModule(this.workletUrl);
    this.node = new AudioWorkletNode(this.context, "intona-recorder", {
      numberOfInputs: 1,
      numberOfOutputs: 0,
      channelCount: 1,
      channelCountMode: "explicit",
    });
    this.node.port.onmessage = ({ data }) => this.#receive(data);
    this.context.createMediaStreamSource(this.stream).connect(this.node);
    const [track] = this.stream.getAudioTracks();
    const { context, node } = this;
    const lose = () => this.dispatchEvent(new Event("lost"));
    this.watch = new InterruptionWatch({ track, context, node }, lose);
  }

  async #resume() {
    await within(START_MS, this.context.resume());
    if (this.context.state !== "running") throw new MicrophoneError("busy");
  }

  #receive(block) {
    if (block === null) {
      this.dispatchEvent(new Event("drained"));
      return;
    }
    this.watch?.heard();
    const detail = { block, ...measure(block) };
    this.dispatchEvent(new CustomEvent("block", { detail }));
  }

  get sampleRate() {
    return this.context.sampleRate;
  }

  /** The settings that the browser granted, without anything that identifies the device. */
  granted() {
    const settings = this.stream.getAudioTracks()[0].getSettings();
    const { sampleRate, channelCount } = settings;
    const { autoGainControl, echoCancellation, noiseSuppression } = settings;
    return {
      sampleRate: this.sampleRate,
      deviceSampleRate: sampleRate ?? null,
      channelCount: channelCount ?? null,
      autoGainControl: autoGainControl ?? null,
      echoCancellation: echoCancellation ?? null,
      noiseSuppression: noiseSuppression ?? null,
    };
  }

  /** A code that tells this microphone from others, instead of its name. */
  code() {
    return shortHash(this.stream.getAudioTracks()[0].label);
  }

  /** Emit the remaining samples and release the device. */
  async close() {
    this.watch?.end();
    if (this.node) await this.#drain();
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    if (this.context && this.context.state !== "closed") {
      await within(CLOSE_MS, this.context.close());
    }
  }

  #drain() {
    return new Promise((resolve) => {
      const timeout = setTimeout(resolve, 250);
      this.addEventListener(
        "drained",
        () => {
          clearTimeout(timeout);
          resolve();
        },
        { once: true },
      );
      this.node.port.postMessage("finish");
    });
  }
}

/** Wait for a promise, but not for ever. */
function within(milliseconds, promise) {
  return Promise.race([promise, new Promise((resolve) => setTimeout(resolve, milliseconds))]);
}

function requireSupport() {
  if (!window.isSecureContext) throw new MicrophoneError("insecure");
  const isSupported = navigator.mediaDevices?.getUserMedia && window.AudioWorkletNode;
  if (!isSupported) throw new MicrophoneError("unsupported");
}
