/* Buttons that play a slice: `data-slice="start end"` of the learner's take in seconds,
   `data-native="first last"` of the reference in syllables ("word.syllable"), at the speed
   `data-rate`. A button with both plays the learner, then the native. While
   `[data-repeat]` is checked it repeats until another is pressed or a player pauses. */

const PAUSE_MS = 400;
let latest = 0;

export function listenForSlices(root = document) {
  root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-slice], [data-native]");
    if (button) play(button.dataset);
  });
}

async function play({ slice, native, rate }) {
  latest += 1;
  const request = latest;
  do {
    if (slice && !(await playMine(slice))) return;
    if (native && !(await playNative(native, rate))) return;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  } while (request === latest && document.querySelector("[data-repeat]:checked"));
}

/** Resolves to whether it was played to its end. */
async function playMine(slice) {
  const [start, end] = slice.split(" ").map(Number);
  return (await document.querySelector("take-player")?.playSlice(start, end)) ?? false;
}

/** Resolves to whether it was played to its end. */
async function playNative(native, rate) {
  const [first, last] = native.split(" ");
  const player = document.querySelector("reference-player");
  return (await player?.playSyllables?.(first, last, rate ? Number(rate) : null)) ?? false;
}

/** Show the repeat option, and reference buttons where the reference has timings. */
export function showPlayable() {
  for (const choice of document.querySelectorAll("[data-repeat-choice]")) choice.hidden = false;
  const player = document.querySelector("reference-player");
  const canPlay = (player?.timings?.length ?? 0) > 0;
  for (const button of document.querySelectorAll("[data-native]:not([data-slice])")) {
    button.hidden = !canPlay;
  }
}
