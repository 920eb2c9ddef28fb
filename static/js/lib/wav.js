/* WAV encoding, and the level of a block of samples. */

const HEADER_BYTES = 44;

/** Encode Float32 blocks as a 16-bit mono WAV at the rate they were captured with. */
export function encodeWav(blocks, sampleRate) {
  const nSamples = blocks.reduce((sum, block) => sum + block.length, 0);
  const view = new DataView(new ArrayBuffer(HEADER_BYTES + 2 * nSamples));
  writeHeader(view, nSamples, sampleRate);
  let offset = HEADER_BYTES;
  for (const block of blocks) {
    for (const sample of block) {
      const clipped = Math.max(-1, Math.min(1, sample));
      view.setInt16(offset, Math.round(clipped * 32767), true);
      offset += 2;
    }
  }
  return new Blob([view.buffer], { type: "audio/wav" });
}

function writeHeader(view, nSamples, sampleRate) {
  writeText(view, 0, "RIFF");
  view.setUint32(4, 36 + 2 * nSamples, true);
  writeText(view, 8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, 2 * sampleRate, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  writeText(view, 36, "data");
  view.setUint32(40, 2 * nSamples, true);
}

function writeText(view, offset, text) {
  for (let i = 0; i < text.length; i += 1) view.setUint8(offset + i, text.charCodeAt(i));
}

/** Root mean square and peak of one block. */
export function measure(block) {
  let sum = 0;
  let peak = 0;
  for (const sample of block) {
    sum += sample * sample;
    peak = Math.max(peak, Math.abs(sample));
  }
  return { rms: Math.sqrt(sum / Math.max(block.length, 1)), peak };
}
