/* Runs on the audio thread: posts samples to the page in blocks. */

const BLOCK = 2048;

class RecorderProcessor extends AudioWorkletProcessor {
  constructor() {
    super();
    this.block = new Float32Array(BLOCK);
    this.filled = 0;
    this.running = true;
    this.port.onmessage = () => {
      this.flush();
      this.port.postMessage(null);
      this.running = false;
    };
  }

  process(inputs) {
    const samples = inputs[0][0];
    if (samples) this.take(samples);
    return this.running;
  }

  take(samples) {
    if (this.filled + samples.length > BLOCK) this.flush();
    this.block.set(samples, this.filled);
    this.filled += samples.length;
  }

  flush() {
    if (this.filled === 0) return;
    const block = this.block.slice(0, this.filled);
    this.filled = 0;
    this.port.postMessage(block, [block.buffer]);
  }
}

registerProcessor("intona-recorder", RecorderProcessor);
