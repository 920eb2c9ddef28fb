/* Reviewing one take: hears, judges point by point, comments, goes on. */

import "../components/melody-chart.js";
import "../components/reference-player.js";
import "../components/take-player.js";
import "../components/take-recorder.js";
import "../components/take-spectrogram.js";
import { isCommentBegun, keepBegunComments } from "../components/comment-draft.js";
import { listenForPoints } from "../components/judging.js";
import { listenForSlices, showPlayable } from "../components/slices.js";

const announcer = document.querySelector("[data-announcer]");

function say(id) {
  const notice = document.querySelector(`#${id} .notice, #${id} .card__head .soft`);
  if (notice) announcer.textContent = notice.textContent;
}

document.addEventListener("htmx:afterSettle", ({ detail }) => {
  showPlayable();
  if (detail.target.id === "judging") say("judging");
  // Away from the text that was sent, so that keys are keys again.
  if (detail.target.id === "comments" && !isCommentBegun()) {
    document.getElementById("comments").focus();
  }
});
document.addEventListener("reference:chosen", showPlayable);
showPlayable();
keepBegunComments();
listenForSlices();
listenForPoints();
