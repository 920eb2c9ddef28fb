/* The parts of a browser that the libraries use and Node does not have. */

import "fake-indexeddb/auto";

globalThis.window = new EventTarget();

/** A take as the recorder keeps it. */
export function makeTake(changes = {}) {
  return {
    key: crypto.randomUUID(),
    blob: new Blob(["RIFF"], { type: "audio/wav" }),
    name: "take.wav",
    captured: { sampleRate: 48000 },
    source: "recorder",
    learner: "7",
    submitUrl: "/phrases/kids-are-talking/takes/",
    style: "happy",
    recordedAt: 1000,
    ...changes,
  };
}

/** Answers requests with what it is given, in turn; an Error is a broken connection. */
export function answerWith(mock, ...answers) {
  return mock.method(globalThis, "fetch", async () => {
    const answer = answers.shift();
    if (answer instanceof Error) throw answer;
    return answer;
  });
}

export function json(status, body) {
  return new Response(JSON.stringify(body), { status });
}

export const ACCEPTED = { feedback_url: "/takes/12/" };
export const NO_CONNECTION = new TypeError("Failed to fetch");
