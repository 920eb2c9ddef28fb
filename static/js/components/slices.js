/* Buttons that play a part: `data-slice="start end"` of the learner's take in seconds,
   `data-native="first last"` of the reference in syllables ("word.syllable"), slower by
   `data-rate`. A button with both plays the learner, then the native. While
   `[data-repeat]` is checked, it goes on until another is pressed or a player pauses. */

const BETWEEN_MS = 400;
let latest = 0;

export function listenForSlices(root = document) {
  root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-slice], [data-native]");
    if (button) play(button.dataset);
  });
}

async function play({ slice, native, rate }) {
  latest += 1;
  const mine = latest;
  do {
    if (slice && !(await playMine(slice))) return;
    if (native && !(await playNative(native, rate))) return;
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS));
  } while (mine === latest && document.querySelector("[data-repeat]:checked"));
}

/** True if it was heard to its end. */
async function playMine(slice) {
  const [start, end] = slice.split(" ").map(Number);
  return (await document.querySelector("take-player")?.playSlice(start, end)) ?? false;
}

/** True if it was heard to its end. */
async function playNative(native, rate) {
  const [first, last] = native.split(" ");
  const player = document.querySelector("reference-player");
  return (await player?.playSyllables?.(first, last, rate ? Number(rate) : null)) ?? false;
}

/** Offer to repeat, and buttons for the reference alone where its syllables have times. */
export function showWhatCanPlay() {
  for (const choice of document.querySelectorAll("[data-repeat-choice]")) choice.hidden = false;
  const player = document.querySelector("reference-player");
  const canPlay = (player?.timings?.length ?? 0) > 0;
  for (const button of document.querySelectorAll("[data-native]:not([data-slice])")) {
    button.hidden = !canPlay;
  }
}
