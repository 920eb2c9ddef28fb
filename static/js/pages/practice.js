/* The practice page: hear the phrase, record it, send it. */

import "../components/awaited-part.js";
import "../components/reference-player.js";
import "../components/take-recorder.js";
import "../components/voice-round.js";
import { countListening } from "../components/listening.js";
import { listenForSlices } from "../components/slices.js";
import { lastTest } from "../lib/microphone-memory.js";

const upload = document.querySelector("[data-upload]");
if (upload && !("keepOpen" in upload.dataset)) upload.open = false;

const hint = document.querySelector("[data-microphone-hint]");
if (hint) hint.hidden = lastTest() !== null;

/* Where nothing is taken any more, only a take that was recorded before is shown. */
const leftOver = document.querySelector("[data-unsent]");
leftOver?.querySelector("take-recorder").recorder.addEventListener("state", ({ detail }) => {
  if (detail.restored) leftOver.hidden = false;
});

countListening();
listenForSlices();
