/* Small helpers that every page uses. */

/** Words for scripts, written by the server so that they are translated. */
export function strings(id) {
  return JSON.parse(document.getElementById(id).textContent);
}

/** Put values into the `{name}` places of a sentence. */
export function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);
}

export function clock(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

export function prefersStillness() {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** The value of a custom property as the page shows it now. */
export function token(name, element = document.documentElement) {
  return getComputedStyle(element).getPropertyValue(name).trim();
}

export function onSchemeChange(callback, signal) {
  const query = window.matchMedia("(prefers-color-scheme: dark)");
  query.addEventListener("change", callback, { signal });
}

export function cspNonce() {
  return document.querySelector('meta[name="csp-nonce"]')?.content ?? "";
}
