/** Long enough that a busy thread never comes to it. */
const AT_REST_MS = 3_000;
const WHOLE = { type: 'major', flavor: 'last-resort' };

// From `node --expose-gc`. A handler does not find it, as on Lambda. V8 lets nobody delete it.
const { gc } = globalThis;
globalThis.gc = undefined;

let timer;

/** Work begins: the heap is left alone. */
function begin() {
  clearTimeout(timer);
}

/**
 * Work ends. A thread that is at rest allocates nothing, so V8 would keep the garbage of its last work: half of its heap.
 */
function end() {
  clearTimeout(timer);
  if (gc) timer = setTimeout(gc, AT_REST_MS, WHOLE).unref();
}

module.exports = { begin, end };
