/* The last microphone test of this device, kept in this browser alone. */

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
