import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RecordedEvent } from '@orderflow/ops/console/extras';

export type Ending = RecordedEvent['ending'];

/** Events kept per function. Older ones are deleted. */
const KEPT = 20;
const WANTED = 'wanted';
const FILE = /^(\d{8}T\d{6}\.\d{3}Z)-(failed|reported|succeeded)(?:-\d+)?\.json$/;
const FUNCTION_NAME = /^[\w-]{1,64}$/;

const folderOf = (stateDir: string, functionName: string): string => join(stateDir, 'events', functionName);

/**
 * Writes the event of an invocation that failed, or of one that is wanted ({@link want}), where `pnpm invoke` finds it. An
 * event contains what people sent, so only its owner may read the file.
 *
 * @returns the file; undefined when the event is not recorded
 */
export function record(
  stateDir: string,
  functionName: string,
  event: unknown,
  ending: Ending,
): string | undefined {
  const folder = folderOf(stateDir, functionName);
  if (ending === 'succeeded' && !isWanted(folder)) return undefined;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const names = readdirSync(folder)
    .filter((name) => FILE.test(name))
    .sort();
  for (const name of names.slice(0, Math.max(0, names.length + 1 - KEPT)))
    rmSync(join(folder, name), { force: true });
  const time = new Date().toISOString().replaceAll(/[-:]/g, '');
  const same = names.filter((name) => name.startsWith(time)).length;
  const path = join(folder, `${time}-${ending}${same > 0 ? `-${same}` : ''}.json`);
  writeFileSync(path, `${JSON.stringify(event, undefined, 2)}\n`, { mode: 0o600 });
  return path;
}

/** Records the next events of a function, however their invocations end. */
export function want(stateDir: string, functionName: string, events: number): void {
  if (!FUNCTION_NAME.test(functionName)) throw new Error(`there is no function ${functionName}`);
  const folder = folderOf(stateDir, functionName);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(join(folder, WANTED), String(events));
}

/** True if an event is wanted; counts it. */
function isWanted(folder: string): boolean {
  const path = join(folder, WANTED);
  let left: number;
  try {
    left = Number(readFileSync(path, 'utf8'));
  } catch {
    return false;
  }
  if (left > 1) writeFileSync(path, String(left - 1));
  else rmSync(path, { force: true });
  return left > 0;
}

/** The events that are kept, the newest first; the id of each is `FUNCTION/TIME-ENDING.json`. */
export async function recorded(stateDir: string): Promise<RecordedEvent[]> {
  const files = await readdir(join(stateDir, 'events'), { recursive: true }).catch(() => []);
  return files.flatMap(parsed).sort((one, other) => other.at.localeCompare(one.at));
}

/** @throws Error when no such event is kept */
export async function readRecorded(
  stateDir: string,
  id: string,
): Promise<{ functionName: string; event: unknown }> {
  const found = (await recorded(stateDir)).find((one) => one.id === id);
  if (!found) throw new Error(`The event ${id} is not kept any more`);
  return {
    functionName: found.functionName,
    event: JSON.parse(await readFile(join(stateDir, 'events', id), 'utf8')),
  };
}

function parsed(id: string): RecordedEvent[] {
  const [functionName = '', file = '', ...rest] = id.split('/');
  const [, time = '', ending] = FILE.exec(file) ?? [];
  if (!ending || rest.length > 0) return [];
  const at = time.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)/, '$1-$2-$3T$4:$5:');
  return [{ id, functionName, at, ending: ending as Ending }];
}
