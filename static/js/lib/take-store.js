/* IndexedDB store of takes that the server does not have yet. */

const DATABASE = "intona";
const STORE = "takes";

function promised(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** A full disk is only noticed when the transaction is written. */
function written(transaction) {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
  });
}

function open() {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "key" });
  return promised(request);
}

async function inStore(mode, action) {
  const database = await open();
  try {
    const transaction = database.transaction(STORE, mode, { durability: "strict" });
    const done = written(transaction);
    const [result] = await Promise.all([promised(action(transaction.objectStore(STORE))), done]);
    return result;
  } finally {
    database.close();
  }
}

/** Store a take `{key, learner, submitUrl, style, captured, blob, isSent, …}`. */
export function keep(take) {
  return inStore("readwrite", (store) => store.put(take));
}

export function forget(key) {
  return inStore("readwrite", (store) => store.delete(key));
}

/** The learner's newest stored take for one phrase. */
export async function unsent(learner, submitUrl) {
  return (await ofLearner(learner)).find((take) => take.submitUrl === submitUrl);
}

/** Takes that the learner has sent but the server does not have, oldest first, except
    those for one address. */
export async function waiting(learner, exceptUrl) {
  const takes = await ofLearner(learner);
  return takes.filter((take) => take.isSent && take.submitUrl !== exceptUrl).reverse();
}

/** All takes of a learner, newest first. */
export async function ofLearner(learner) {
  const all = await inStore("readonly", (store) => store.getAll());
  return all.filter((take) => take.learner === learner).sort((a, b) => b.recordedAt - a.recordedAt);
}
