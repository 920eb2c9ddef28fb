/* Small helpers that every page uses. */

/** Messages for scripts, rendered by the server so that they are translated. */
export function strings(id) {
  return JSON.parse(document.getElementById(id).textContent);
}

/** Replace the `{name}` placeholders of a sentence. */
export function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);
}

export function clock(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** The current value of a CSS custom property. */
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
