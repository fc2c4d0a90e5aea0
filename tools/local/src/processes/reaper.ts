import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * Ends the supervisor's children when the supervisor itself was killed and could not.
 * It holds the read end of a pipe: `+PID` and `-PID` lines say which process groups live;
 * the end of the pipe means that the supervisor is gone.
 */
const GRACE_MS = 3_000;
const groups = new Set<number>();

for await (const line of createInterface({ input: process.stdin })) {
  const group = Number(line.slice(1));
  line.startsWith('+') ? groups.add(group) : groups.delete(group);
}

signalAll('SIGTERM');
const deadline = Date.now() + GRACE_MS;
while (Date.now() < deadline && signalAll(0) > 0) {
  await delay(50);
}
signalAll('SIGKILL');

/** Signals every group that is left and returns how many there were. */
function signalAll(signal: NodeJS.Signals | 0): number {
  for (const group of groups) {
    try {
      process.kill(-group, signal);
    } catch {
      groups.delete(group);
    }
  }
  return groups.size;
}
