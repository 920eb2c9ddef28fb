/* Microphone quality: measured from samples, judged by the engine's limits. */

import { bandwidthHz, meanSpectrum } from "./spectrum.js";
import { measure } from "./wav.js";

const VOICE_OVER_NOISE_DB = 9;
const FLOOR_DB = -96;
const FULL_SCALE = 0.99;

export function decibels(rms) {
  return Math.max(FLOOR_DB, 20 * Math.log10(rms + 1e-9));
}

/** Whether a block contains a voice and not only room noise. */
export function isVoice(block, noiseDb) {
  return decibels(measure(block).rms) > noiseDb + VOICE_OVER_NOISE_DB;
}

/** The noise level: the median over blocks, so that a single click does not count. */
export function noiseLevelDb(blocks) {
  const levels = blocks.map((block) => decibels(measure(block).rms)).sort((a, b) => a - b);
  return levels[Math.floor(levels.length / 2)] ?? FLOOR_DB;
}

/** Measure blocks recorded without (`room`) and with a voice (`spoken`). */
export function measureSound(room, spoken, sampleRate) {
  const noiseDb = noiseLevelDb(room);
  const voice = spoken.filter((block) => isVoice(block, noiseDb));
  const power = voice.reduce((sum, block) => sum + measure(block).rms ** 2, 0);
  const levelDb = voice.length ? decibels(Math.sqrt(power / voice.length)) : FLOOR_DB;
  return {
    noiseDb,
    levelDb,
    snrDb: voice.length ? levelDb - noiseDb : 0,
    clippedShare: clippedShare(spoken),
    bandwidthHz: voice.length
      ? bandwidthHz(meanSpectrum(voice), meanSpectrum(room), sampleRate)
      : 0,
  };
}

function clippedShare(blocks) {
  let n = 0;
  let clipped = 0;
  for (const block of blocks) {
    n += block.length;
    for (const sample of block) clipped += Math.abs(sample) >= FULL_SCALE ? 1 : 0;
  }
  return n ? clipped / n : 0;
}

const PROCESSING = ["autoGainControl", "echoCancellation", "noiseSuppression"];

/** `good`, `fair` or `poor`, and the codes of what to improve, worst first. */
export function judge(sound, granted, limits) {
  const { levelDb, snrDb, clippedShare: clipped, bandwidthHz: bandwidth } = sound;
  const severe = [
    snrDb === 0 || levelDb < limits.minLevelDb ? "no_voice" : "",
    snrDb > 0 && snrDb < limits.minSnrDb ? "too_noisy" : "",
    clipped > limits.maxClippedShare ? "overloaded" : "",
  ].filter(Boolean);
  if (severe.length) return { outcome: "poor", problems: severe };
  const minor = [
    levelDb < limits.quietDb ? "quiet" : "",
    snrDb < limits.lowSnrDb ? "noisy" : "",
    clipped > limits.clippedShare ? "loud" : "",
    bandwidth < limits.narrowHz ? "narrow" : "",
    PROCESSING.some((name) => granted[name] === true) ? "altered" : "",
  ].filter(Boolean);
  return { outcome: minor.length ? "fair" : "good", problems: minor };
}
