/* Takes that the server does not have yet, kept in this browser until it has them. */

const DATABASE = "intona";
const STORE = "takes";

function request(ask) {
  return new Promise((resolve, reject) => {
    ask.onsuccess = () => resolve(ask.result);
    ask.onerror = () => reject(ask.error);
  });
}

function open() {
  const ask = indexedDB.open(DATABASE, 1);
  ask.onupgradeneeded = () => ask.result.createObjectStore(STORE, { keyPath: "key" });
  return request(ask);
}

async function inStore(mode, action) {
  const database = await open();
  try {
    const store = database.transaction(STORE, mode).objectStore(STORE);
    return await request(action(store));
  } finally {
    database.close();
  }
}

/** Keep a take `{key, learner, submitUrl, style, captured, blob, isSent, …}`. */
export function keep(take) {
  return inStore("readwrite", (store) => store.put(take));
}

export function forget(key) {
  return inStore("readwrite", (store) => store.delete(key));
}

/** The learner's newest take for one phrase that the server does not have. */
export async function unsent(learner, submitUrl) {
  return (await ofLearner(learner)).find((take) => take.submitUrl === submitUrl);
}

/** Takes that the learner has sent and the server has not got, the oldest first; those of
    one address left aside. */
export async function waiting(learner, exceptUrl) {
  const takes = await ofLearner(learner);
  return takes.filter((take) => take.isSent && take.submitUrl !== exceptUrl).reverse();
}

/** All takes of a learner, newest first. */
async function ofLearner(learner) {
  const all = await inStore("readonly", (store) => store.getAll());
  return all.filter((take) => take.learner === learner).sort((a, b) => b.recordedAt - a.recordedAt);
}
