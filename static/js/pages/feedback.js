/* The feedback page: fills in while the worker proceeds; plays takes, slices, natives. */

import "../components/melody-chart.js";
import "../components/reference-player.js";
import { announceRenditions } from "../components/rendition-player.js";
import "../components/take-player.js";
import "../components/take-spectrogram.js";
import { listenForEarlierTakes } from "../components/side-by-side.js";
import { listenForSlices, showPlayable } from "../components/slices.js";

const announcer = document.querySelector("[data-announcer]");

/** Announce a new state once; an unchanged one is not repeated. */
function announce() {
  const sentence = document.querySelector("[data-announcement]")?.dataset.announcement;
  if (sentence && announcer.textContent !== sentence) announcer.textContent = sentence;
}

document.addEventListener("htmx:afterSwap", ({ detail }) => {
  if (detail.target.id === "result") announce();
  showPlayable();
});
document.addEventListener("reference:chosen", showPlayable);
announce();
showPlayable();
announceRenditions();
listenForSlices();
listenForEarlierTakes();
