/* A comment begun before the one that was sent has come back, kept across the swap. */

let sent = "";
let begun = null;

export function keepBegunComments() {
  document.addEventListener("htmx:beforeRequest", ({ detail }) => {
    if (detail.elt.id === "comment-form") sent = fields().text.value;
  });
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    if (detail.target.id === "comments") begun = take();
  });
  // Before the next key: htmx swaps, and tells of it, in one go.
  document.addEventListener("htmx:afterSwap", ({ detail }) => {
    if (detail.target.id === "comments" && begun) putBack(begun);
  });
}

/** Whether somebody is in the middle of the next comment. */
export function isCommentBegun() {
  return begun !== null;
}

function fields() {
  const [text, word] = ["comment-text", "comment-word"].map((id) => document.getElementById(id));
  return { text, word };
}

function take() {
  const { text, word } = fields();
  if (text.value === sent) return null;
  const isFocused = document.activeElement === text;
  return { value: text.value, caret: text.selectionEnd, word: word.value, isFocused };
}

/** What was sent is cut off its front, unless it was refused and stands there again. */
function putBack({ value, caret, word, isFocused }) {
  const now = fields();
  const isAdded = now.text.value === "" && value.startsWith(sent);
  const next = isAdded ? value.slice(sent.length).trimStart() : value;
  now.text.value = next;
  now.word.value = word;
  if (!isFocused) return;
  now.text.focus({ preventScroll: true });
  const at = Math.max(0, caret - (value.length - next.length));
  now.text.setSelectionRange(at, at);
}
