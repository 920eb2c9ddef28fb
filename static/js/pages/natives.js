/* Pages about natives: recorder and player, and links that can be copied. */

import "../components/copy-text.js";
import "../components/take-recorder.js";
import { lastTest } from "../lib/microphone-memory.js";

const upload = document.querySelector("[data-upload]");
if (upload && !("keepOpen" in upload.dataset)) upload.open = false;

const hint = document.querySelector("[data-microphone-hint]");
if (hint) hint.hidden = lastTest() !== null;
