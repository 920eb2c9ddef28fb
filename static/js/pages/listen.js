/* The listening page. */

import "../components/awaited-part.js";
import "../components/reference-player.js";
import "../components/voice-round.js";
import { countListening } from "../components/listening.js";
import { listenForSlices } from "../components/slices.js";

countListening();
listenForSlices();
