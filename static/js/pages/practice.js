/* The practice page: hear the phrase, record it, send it. */

import "../components/awaited-part.js";
import "../components/reference-player.js";
import "../components/take-recorder.js";
import { countListening } from "../components/listening.js";
import { listenForSlices } from "../components/slices.js";
import { lastTest } from "../lib/microphone-memory.js";

const upload = document.querySelector("[data-upload]");
if (upload && !("keepOpen" in upload.dataset)) upload.open = false;

const hint = document.querySelector("[data-microphone-hint]");
if (hint) hint.hidden = lastTest() !== null;

countListening();
listenForSlices();
