/* A listening game: questions and verdicts replace each other; the focus follows. */

import "../components/listening-sound.js";

const focusVerdict = () => document.querySelector("#game [data-focus]")?.focus();

focusVerdict(); // the answer was sent before htmx had come: the verdict is a page of its own
document.addEventListener("htmx:afterSwap", focusVerdict);
