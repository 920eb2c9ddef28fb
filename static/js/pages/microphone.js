/* The microphone test. */

import "../components/microphone-check.js";
