/* A listening game: questions and verdicts replace each other; the focus follows, and
   the picture of a sound stays open for whoever plays with their eyes. */

import "../components/listening-sound.js";

const SEEN = "listening-picture";

const focusVerdict = () => document.querySelector("#game [data-focus]")?.focus();

function keepPicture() {
  const picture = document.querySelector("#game .sound-picture");
  if (picture === null) return;
  picture.open = sessionStorage.getItem(SEEN) === "open";
  picture.addEventListener("toggle", () =>
    sessionStorage.setItem(SEEN, picture.open ? "open" : "closed"),
  );
}

function begin() {
  focusVerdict();
  keepPicture();
}

begin(); // the answer was sent before htmx had come: the verdict is a page of its own
document.addEventListener("htmx:afterSwap", begin);
