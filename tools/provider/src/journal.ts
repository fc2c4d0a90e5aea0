import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Change, State } from './state.ts';

/** A state whose changes are kept in a file, one JSON a line: the next process goes on where this one ended. */
export function openState(file: string): State {
  mkdirSync(dirname(file), { recursive: true });
  const past = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(isWhole) : [];
  writeFileSync(file, past.map((line) => `${line}\n`).join(''));
  return new State(
    (change) => appendFileSync(file, `${JSON.stringify(change)}\n`),
    past.map((line) => JSON.parse(line) as Change),
  );
}

/** The last line of a process that was killed may be a part. */
function isWhole(line: string): boolean {
  try {
    return Boolean(line && JSON.parse(line));
  } catch {
    return false;
  }
}
