/* A teacher's phrase: hear it, also before the voice is ready. */

import "../components/awaited-part.js";
import "../components/reference-player.js";
import { listenForSlices } from "../components/slices.js";

listenForSlices();
