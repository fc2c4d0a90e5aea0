import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Change, State } from './state.ts';

/** A state whose changes are stored in a file, one JSON per line: the next process continues from there. */
export function openState(file: string): State {
  mkdirSync(dirname(file), { recursive: true });
  const past = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(isWhole) : [];
  writeFileSync(file, past.map((line) => `${line}\n`).join(''));
  return new State(
    (change) => appendFileSync(file, `${JSON.stringify(change)}\n`),
    past.map((line) => JSON.parse(line) as Change),
  );
}

/** If a process was killed, its last line may be incomplete. */
function isWhole(line: string): boolean {
  try {
    return Boolean(line && JSON.parse(line));
  } catch {
    return false;
  }
}
