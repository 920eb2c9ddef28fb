/* The feedback page: fills in as the worker goes on; plays takes, slices, natives. */

import "../components/melody-chart.js";
import "../components/reference-player.js";
import { announceRenditions } from "../components/rendition-player.js";
import "../components/take-player.js";
import "../components/take-spectrogram.js";
import { listenForEarlierTakes } from "../components/side-by-side.js";
import { listenForSlices, showWhatCanPlay } from "../components/slices.js";

const announcer = document.querySelector("[data-announcer]");

/** Say a new state once; what is unchanged stays quiet. */
function announce() {
  const sentence = document.querySelector("[data-announcement]")?.dataset.announcement;
  if (sentence && announcer.textContent !== sentence) announcer.textContent = sentence;
}

document.addEventListener("htmx:afterSwap", ({ detail }) => {
  if (detail.target.id === "result") announce();
  showWhatCanPlay();
});
document.addEventListener("reference:chosen", showWhatCanPlay);
announce();
showWhatCanPlay();
announceRenditions();
listenForSlices();
listenForEarlierTakes();
