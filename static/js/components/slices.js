/* Buttons that play a part: `data-slice="start end"` of the learner's take in seconds,
   `data-native="first last"` of the reference in syllables ("word.syllable"), slower by
   `data-rate`. A button with both plays the learner, then the native. */

export function listenForSlices(root = document) {
  root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-slice], [data-native]");
    if (button) play(button.dataset);
  });
}

async function play({ slice, native, rate }) {
  if (slice && !(await playMine(slice))) return;
  if (native) playNative(native, rate);
}

/** True if it was heard to its end. */
async function playMine(slice) {
  const [start, end] = slice.split(" ").map(Number);
  return (await document.querySelector("take-player")?.playSlice(start, end)) ?? false;
}

function playNative(native, rate) {
  const [first, last] = native.split(" ");
  const player = document.querySelector("reference-player");
  player?.playSyllables?.(first, last, rate ? Number(rate) : null);
}

/** Offer buttons for the reference alone only where its syllables have times. */
export function showWhatCanPlay() {
  const player = document.querySelector("reference-player");
  const canPlay = (player?.timings?.length ?? 0) > 0;
  for (const button of document.querySelectorAll("[data-native]:not([data-slice])")) {
    button.hidden = !canPlay;
  }
}
