/* Streams sound from the microphone's sample rate to the rate that the models need. */

const HALF_WIDTH = 16; // zero crossings on each side
const PHASES = 64;
const ROLL_OFF = 0.92; // of the lower Nyquist frequency

/** Windowed-sinc interpolation; the output lags by a millisecond or less. */
export class Resampler {
  constructor(fromHz, toHz) {
    this.step = fromHz / toHz;
    const cutoff = ROLL_OFF * Math.min(1, toHz / fromHz);
    this.reach = Math.ceil(HALF_WIDTH / cutoff);
    this.kernels = Array.from({ length: PHASES + 1 }, (_, phase) =>
      kernel(phase / PHASES, this.reach, cutoff),
    );
    this.waiting = new Float32Array(this.reach - 1); // silence before the first sample
    this.position = this.reach - 1;
  }

  /** Take a block of any length; return the samples that are now complete. */
  push(block) {
    const samples = new Float32Array(this.waiting.length + block.length);
    samples.set(this.waiting);
    samples.set(block, this.waiting.length);
    const out = [];
    while (Math.floor(this.position) + this.reach < samples.length) {
      out.push(this.#at(samples, this.position));
      this.position += this.step;
    }
    const used = Math.min(Math.floor(this.position) - this.reach + 1, samples.length);
    this.waiting = samples.slice(used);
    this.position -= used;
    return Float32Array.from(out);
  }

  #at(samples, position) {
    const whole = Math.floor(position);
    const weights = this.kernels[Math.round((position - whole) * PHASES)];
    const first = whole - this.reach + 1;
    let sum = 0;
    for (let i = 0; i < weights.length; i += 1) sum += weights[i] * samples[first + i];
    return sum;
  }
}

/** Weights of the samples around a position that is `fraction` behind a sample. */
function kernel(fraction, reach, cutoff) {
  const weights = Float64Array.from({ length: 2 * reach }, (_, i) => {
    const distance = i - reach + 1 - fraction;
    const window = 0.5 + 0.5 * Math.cos((Math.PI * distance) / (reach + 1));
    return cutoff * sinc(cutoff * distance) * window;
  });
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

function sinc(x) {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}
