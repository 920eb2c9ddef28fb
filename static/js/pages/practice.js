/* The practice page: hear the phrase, record it, send it. */

import "../components/reference-player.js";
import "../components/take-recorder.js";
import { listenForShortcuts } from "../components/shortcuts.js";

const upload = document.querySelector("[data-upload]");
if (!("keepOpen" in upload.dataset)) upload.open = false;

listenForShortcuts();
