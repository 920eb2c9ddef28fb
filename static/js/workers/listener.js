/* Hears the microphone with the live CNN, beside the page. Nothing is sent anywhere.

   In: { type: "load", network, card, wasm }, then { type: "begin", sampleRate }, then
   { type: "sound", block } again and again. Out: { type: "ready", card }, and for each
   40 ms { type: "heard", … }. */

import * as ort from "../../vendor/onnxruntime/ort.wasm.bundle.min.mjs";
import { LiveLevel } from "../lib/live-level.js";
import { f0Of } from "../lib/pitch.js";
import { Resampler } from "../lib/resampler.js";
import { measure } from "../lib/wav.js";

const SAMPLE_RATE = 16000;
const PITCH_WINDOW = 1024; // 64 ms

ort.env.wasm.numThreads = 1; // more need a page that is isolated from other origins

class Listener {
  /** Fetch network and card; all later work needs no network. */
  async load({ network, card, wasm }) {
    ort.env.wasm.wasmPaths = { wasm };
    this.card = await fetched(card, (response) => response.json());
    const bytes = await fetched(network, (response) => response.arrayBuffer());
    this.session = await ort.InferenceSession.create(new Uint8Array(bytes), {
      executionProviders: ["wasm"],
    });
    return { type: "ready", card: this.card };
  }

  begin({ sampleRate }) {
    this.resampler = new Resampler(sampleRate, SAMPLE_RATE);
    this.level = new LiveLevel();
    this.sound = new Float32Array(0);
    this.recent = new Float32Array(PITCH_WINDOW);
    this.state = null;
    this.nSteps = 0;
    this.busyMs = 0;
  }

  /** Process all steps that a block completes, and report each. */
  async hear({ block }) {
    const startedAt = performance.now();
    this.sound = joined(this.sound, this.resampler.push(block));
    const { overlap, step } = this.card;
    if (!this.state && this.sound.length >= overlap) {
      this.state = firstState(this.card, this.sound.slice(0, overlap));
      this.sound = this.sound.slice(overlap);
    }
    const steps = [];
    while (this.state && this.sound.length >= step) {
      steps.push(await this.#step(this.sound.slice(0, step)));
      this.sound = this.sound.slice(step);
    }
    this.busyMs += performance.now() - startedAt;
    for (const one of steps) postMessage({ type: "heard", ...one, busyMs: this.busyMs });
  }

  async #step(samples) {
    const { step, overlap, lag_steps: lagSteps } = this.card;
    const { gain, isVoice } = this.level.push(measure(samples));
    this.recent = joined(this.recent.slice(step), samples);
    const feeds = {
      ...this.state,
      sound: tensor(
        samples.map((sample) => sample * gain),
        [1, step],
      ),
      keep: tensor([isVoice ? this.card.keep : 1], [1]),
      take: tensor([isVoice ? 1 : 0], [1]),
    };
    const result = await this.session.run(feeds);
    for (const name of Object.keys(this.state)) this.state[name] = result[`next_${name}`];
    const [nucleus, stress] = result.beat.data;
    const endS = (overlap + (this.nSteps + 1) * step) / SAMPLE_RATE;
    const frame = this.nSteps - lagSteps;
    this.nSteps += 1;
    return {
      frame,
      frameS: (frame * step) / SAMPLE_RATE,
      endS,
      nucleus,
      stress,
      styles: Array.from(result.styles.data),
      isVoice,
      f0Hz: isVoice ? f0Of(this.recent, SAMPLE_RATE) : Number.NaN,
      f0S: endS - PITCH_WINDOW / 2 / SAMPLE_RATE,
    };
  }
}

function firstState(card, sound) {
  const state = Object.entries(card.state).map(([name, shape]) => {
    const size = shape.reduce((product, length) => product * length, 1);
    return [name, tensor(new Float32Array(size), shape)];
  });
  return { ...Object.fromEntries(state), samples: tensor(sound, [1, sound.length]) };
}

function tensor(values, shape) {
  return new ort.Tensor("float32", Float32Array.from(values), shape);
}

function joined(first, second) {
  const both = new Float32Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

async function fetched(url, read) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return read(response);
}

const listener = new Listener();
let last = Promise.resolve(); // blocks are processed in order

self.onmessage = ({ data }) => {
  last = last.then(() => answer(data)).catch((error) => report(error));
};

async function answer(message) {
  if (message.type === "load") postMessage(await listener.load(message));
  else if (message.type === "begin") listener.begin(message);
  else await listener.hear(message);
}

function report(error) {
  postMessage({ type: "failed", reason: String(error) });
}
