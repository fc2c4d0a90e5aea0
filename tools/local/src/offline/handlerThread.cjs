const { setPriority } = require('node:os');
const { parentPort, workerData } = require('node:worker_threads');
const { begin, end } = require('../processes/heapAtRest.cjs');

/**
 * An execution environment of one function, in its own thread. It loads the bundle, reports that, and passes it one event
 * after the other (see instance.ts). It is plain JavaScript, so that threads need not load a type stripper.
 */
const { path, name, niceness } = workerData;

// On Linux, this applies to the calling thread only.
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

/** The result as JSON text, as Lambda passes it on; undefined if JSON has no text for it. */
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
  begin();
  try {
    const getRemainingTimeInMillis = () => Math.max(0, Math.floor(deadline - Date.now()));
    const result = await handler(JSON.parse(event), { ...context, getRemainingTimeInMillis });
    parentPort.postMessage({ result: serialize(result) });
  } catch (thrown) {
    parentPort.postMessage(describe(thrown));
  } finally {
    end();
  }
});
parentPort.postMessage({ isLoaded: true, isBroken: failure !== undefined });
