/* The points of a take under review: one of them is current, and keys mean that one.

   Elements with `data-point-key` inside the current point get that `data-key`, so that
   shortcuts.js presses them. Everything works without, by mouse and by Tab. */

let current = "";

export function listenForPoints() {
  start();
  document.addEventListener("htmx:afterSettle", ({ detail }) => {
    if (detail.target.id === "judging") start();
    if (["judging", "comments"].includes(detail.target.id)) showHelpers();
  });
  document.addEventListener("click", ({ target }) => {
    const step = target.closest("[data-step]");
    const point = target.closest("[data-point]");
    if (step) move(Number(step.dataset.step));
    else if (point) choose(point);
    focusWanted(target);
  });
  document.addEventListener("toggle", ({ target }) => followToggle(target), true);
  showHelpers();
}

/** After an answer the next open point is current, or else the one that was answered. */
function start() {
  const { firstOpen, answered } = document.getElementById("judging").dataset;
  const next = answered ? nextOpenAfter(answered) || answered : firstOpen;
  choose(find(next) ?? points()[0], Boolean(answered) && !isWriting());
}

/** Whoever goes on to a comment before the answer is back keeps the keyboard there. */
function isWriting() {
  return document.activeElement.matches("textarea, select, input");
}

function points() {
  return [...document.querySelectorAll("[data-point]")];
}

function find(key) {
  return points().find((point) => point.dataset.point === key);
}

function nextOpenAfter(key) {
  const all = points();
  const at = all.findIndex((point) => point.dataset.point === key);
  const later = [...all.slice(at + 1), ...all.slice(0, at)];
  return later.find((point) => !point.classList.contains("point--judged"))?.dataset.point;
}

function move(step) {
  const all = points();
  const at = all.findIndex((point) => point.dataset.point === current);
  const next = all[Math.min(Math.max(at + step, 0), all.length - 1)];
  choose(next, true);
}

function choose(point, bringIntoView = false) {
  if (!point) return;
  current = point.dataset.point;
  for (const other of points()) mark(other, other === point);
  if (!bringIntoView) return;
  point.focus({ preventScroll: true });
  point.scrollIntoView({ block: "nearest" });
}

function mark(point, isCurrent) {
  point.classList.toggle("point--current", isCurrent);
  if (isCurrent) point.setAttribute("aria-current", "true");
  else point.removeAttribute("aria-current");
  for (const element of point.querySelectorAll("[data-point-key]")) {
    if (isCurrent) element.dataset.key = element.dataset.pointKey;
    else delete element.dataset.key;
  }
}

/** A comment that is begun by its key is about the word of the current point. */
function focusWanted(target) {
  const wanted = target.closest("[data-focus]")?.dataset.focus;
  if (!wanted) return;
  const word = find(current)?.dataset.word ?? "";
  document.getElementById("comment-word").value = word;
  document.getElementById(wanted).focus();
}

/** What opens by a key gets the keyboard: the choices, or the recorder. */
function followToggle(details) {
  if (!details.open || !details.matches(".overrule, .voice-comment")) return;
  const first = [...details.querySelectorAll("button")].find((b) => b.getClientRects().length > 0);
  first?.focus();
}

function showHelpers() {
  for (const helper of document.querySelectorAll("[data-steps], [data-focus]")) {
    helper.hidden = false;
  }
}
