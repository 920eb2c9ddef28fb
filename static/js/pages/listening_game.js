/* A listening game: questions and verdicts replace each other; the focus follows. */

import "../components/listening-sound.js";

document.addEventListener("htmx:afterSwap", () => {
  document.querySelector("#game [data-focus]")?.focus();
});
