/* Signals with a known truth. */

export const SAMPLE_RATE = 48000;

/** White noise from -1 to 1; the same for the same seed (mulberry32). */
export function noise(nSamples, seed, amplitude = 1) {
  let state = seed;
  return Float32Array.from({ length: nSamples }, () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return amplitude * (((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 31 - 1);
  });
}

/** Equal sines at each of the given frequencies, with the given peak at most. */
export function sines(nSamples, frequenciesHz, amplitude) {
  const share = amplitude / frequenciesHz.length;
  return Float32Array.from({ length: nSamples }, (_, i) =>
    frequenciesHz.reduce(
      (sum, hz) => sum + share * Math.sin((2 * Math.PI * hz * i) / SAMPLE_RATE),
      0,
    ),
  );
}

/** Blocks as the worklet hands them on. */
export function inBlocks(samples, size = 2048) {
  const blocks = [];
  for (let start = 0; start < samples.length; start += size) {
    blocks.push(samples.subarray(start, start + size));
  }
  return blocks;
}

export function add(first, second) {
  return first.map((value, i) => value + second[i]);
}
