/* <microphone-check>: measures the room, then a voice, and rates the microphone.

   States: idle > requesting > room > voice > done, or error. Nothing is sent. */

import { fill, strings } from "../lib/dom.js";
import { rememberTest } from "../lib/microphone-memory.js";
import { isVoice, judge, measureSound, noiseLevelDb } from "../lib/sound-check.js";
import { encodeWav } from "../lib/wav.js";
import { Microphone, MicrophoneError } from "./microphone.js";
import "./level-meter.js";

const ROOM_S = 1.5;
const VOICE_S = 2; // of voice to collect
const TIMEOUT_S = 8; // of waiting for it

class MicrophoneCheck extends HTMLElement {
  connectedCallback() {
    if (this.words) return;
    this.words = strings("microphone-words");
    this.limits = JSON.parse(this.dataset.limits);
    this.meter = this.querySelector("level-meter");
    this.audio = this.querySelector("audio");
    this.querySelector("[data-action='test']").addEventListener("click", () => this.test());
    this.hidden = false;
    this.#enter("idle");
  }

  async test() {
    if (["requesting", "room", "voice"].includes(this.dataset.state)) return;
    this.#enter("requesting");
    this.room = [];
    this.spoken = [];
    this.nSamples = 0;
    this.nVoice = 0;
    this.microphone = new Microphone(this.dataset.worklet);
    this.microphone.addEventListener("block", ({ detail }) => this.#receive(detail));
    this.microphone.addEventListener("lost", () => this.#interrupt());
    try {
      await this.microphone.request();
      await this.microphone.start();
      this.meter.reset();
      this.#enter("room");
    } catch (error) {
      await this.microphone.close();
      this.#enter("error", error instanceof MicrophoneError ? error.code : "unsupported");
    }
  }

  async #interrupt() {
    if (this.dataset.state === "done") return;
    this.#enter("error", "interrupted");
    await this.microphone.close();
  }

  #receive({ block, rms, peak }) {
    this.meter.push({ rms, peak });
    const rate = this.microphone.sampleRate;
    if (this.dataset.state === "room") this.#receiveRoom(block, rate);
    else if (this.dataset.state === "voice") this.#receiveVoice(block, rate);
  }

  #receiveRoom(block, rate) {
    this.room.push(block);
    this.nSamples += block.length;
    if (this.nSamples < ROOM_S * rate) return;
    this.noiseDb = noiseLevelDb(this.room);
    this.nSamples = 0;
    this.#enter("voice");
  }

  #receiveVoice(block, rate) {
    this.spoken.push(block);
    this.nSamples += block.length;
    if (isVoice(block, this.noiseDb)) this.nVoice += block.length;
    if (this.nVoice >= VOICE_S * rate || this.nSamples >= TIMEOUT_S * rate) this.#finish(rate);
  }

  async #finish(rate) {
    const granted = this.microphone.granted();
    const sound = measureSound(this.room, this.spoken, rate);
    this.result = { ...judge(sound, granted, this.limits), sound, granted };
    this.#enter("done");
    await this.microphone.close();
    rememberTest(this.result);
    URL.revokeObjectURL(this.audio.src);
    this.audio.src = URL.createObjectURL(encodeWav(this.spoken, rate));
  }

  #enter(state, code = "") {
    this.dataset.state = state;
    for (const part of this.querySelectorAll("[data-when]")) {
      part.hidden = !part.dataset.when.split(" ").includes(state);
    }
    const [title, text] = this.#sentences(state, code);
    this.querySelector("[data-title]").textContent = title;
    this.querySelector("[data-text]").textContent = text;
    const again = ["done", "error"].includes(state);
    this.querySelector("[data-label]").textContent = again ? this.words.again : this.words.test;
    if (state === "done") this.#showResult();
  }

  #sentences(state, code) {
    if (state === "error") return this.words.errors[code];
    if (state === "done") return this.words.outcomes[this.result.outcome];
    return this.words.states[state];
  }

  #showResult() {
    this.dataset.outcome = this.result.outcome;
    const advice = this.querySelector("[data-advice]");
    advice.replaceChildren(
      ...this.result.problems.map((code) => line("li", this.words.problems[code])),
    );
    const { sound, granted } = this.result;
    const values = {
      level: Math.round(sound.levelDb),
      noise: Math.round(sound.noiseDb),
      bandwidth: (sound.bandwidthHz / 1000).toFixed(1),
      rate: (granted.sampleRate / 1000).toFixed(1),
    };
    const facts = this.words.facts.map((sentence) => line("li", fill(sentence, values)));
    const altering = Object.keys(this.words.altering).filter((name) => granted[name] === true);
    const processing = altering.map((name) => line("li", this.words.altering[name]));
    this.querySelector("[data-facts]").replaceChildren(...facts, ...processing);
  }
}

function line(tag, text) {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}

customElements.define("microphone-check", MicrophoneCheck);
