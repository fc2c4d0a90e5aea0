const { setPriority } = require('node:os');
const { parentPort, workerData } = require('node:worker_threads');

/**
 * An execution environment of one function, in a thread of its own: loads the bundle, says so, and hands it one event after
 * the other (see instance.ts). Plain JavaScript, so that no thread loads what strips types.
 */
const { path, name, niceness } = workerData;

// Linux takes it for the calling thread alone.
if (niceness > 0 && process.platform === 'linux') setPriority(niceness);

function load() {
  const loaded = name.split('.').reduce((found, key) => found?.[key], require(path));
  if (typeof loaded !== 'function') throw named(`${name} is not a function`, 'Runtime.HandlerNotFound');
  return loaded;
}

function describe(thrown) {
  const { name: errorType, message, stack } = thrown instanceof Error ? thrown : new Error(String(thrown));
  return { error: { errorType, message, stack } };
}

function named(message, errorType) {
  return Object.assign(new Error(message), { name: errorType });
}

/** As text, as Lambda hands it on; nothing for what JSON has no text for. */
function serialize(result) {
  try {
    return JSON.stringify(result);
  } catch ({ message }) {
    throw named(`Unable to stringify response body: ${message}`, 'Runtime.MarshalError');
  }
}

let handler;
let failure;
try {
  handler = load();
} catch (thrown) {
  failure = describe(thrown);
}

parentPort.on('message', async ({ event, context, deadline }) => {
  if (failure) return parentPort.postMessage(failure);
  try {
    const getRemainingTimeInMillis = () => Math.max(0, Math.floor(deadline - Date.now()));
    const result = await handler(event, { ...context, getRemainingTimeInMillis });
    parentPort.postMessage({ result: serialize(result) });
  } catch (thrown) {
    parentPort.postMessage(describe(thrown));
  }
});
parentPort.postMessage({ isLoaded: true, isBroken: failure !== undefined });
