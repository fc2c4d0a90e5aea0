/** Longest delay of a Node.js timer. With a longer one, it fires at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * Calls back at a point of time, however far away.
 *
 * @param time in milliseconds since the epoch
 * @returns a function that cancels it
 */
export function at(time: number, callback: () => void): () => void {
  let timer: NodeJS.Timeout;
  const wait = () => {
    const left = time - Date.now();
    timer =
      left > LONGEST_TIMER_MS ? setTimeout(wait, LONGEST_TIMER_MS) : setTimeout(callback, Math.max(0, left));
  };
  wait();
  return () => clearTimeout(timer);
}

/**
 * Resolves at a point of time.
 *
 * @throws the signal's reason when it is aborted first
 */
export function until(time: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const abort = () => {
      cancel();
      reject(signal.reason);
    };
    const cancel = at(time, () => {
      signal.removeEventListener('abort', abort);
      resolve();
    });
    signal.addEventListener('abort', abort, { once: true });
  });
}
