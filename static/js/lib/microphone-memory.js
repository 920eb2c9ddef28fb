/* The last microphone test of this device, stored only in this browser. */

const KEY = "intona.microphone";

export function rememberTest(result) {
  localStorage.setItem(KEY, JSON.stringify({ ...result, testedAt: Date.now() }));
}

export function lastTest() {
  try {
    return JSON.parse(localStorage.getItem(KEY));
  } catch {
    return null;
  }
}
