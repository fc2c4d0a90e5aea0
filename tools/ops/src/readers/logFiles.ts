import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { LogLine } from '../stage/types.ts';
import { readLine } from './logLine.ts';

/** More lines than anybody reads; a busy copy writes thousands a minute. */
const MOST_LINES = 500;

/** The last log lines that contain `text`, from all of a local copy's services or one of them, oldest first. */
export async function findInLogFiles(
  dir: string,
  text: string,
  since: Date,
  service?: string,
): Promise<LogLine[]> {
  const names = (await readdir(dir).catch(() => [])).filter((name) =>
    service ? name === `${service}.log` : name.endsWith('.log'),
  );
  const found = await Promise.all(names.map((name) => search(join(dir, name), text, since.toISOString())));
  return found
    .flat()
    .sort((a, b) => a.time.localeCompare(b.time))
    .slice(-MOST_LINES);
}

async function search(path: string, text: string, since: string): Promise<LogLine[]> {
  const lines: LogLine[] = [];
  for await (const line of createInterface({ input: createReadStream(path) })) {
    if (!line.includes(text)) continue;
    const read = readLine(line, basename(path, '.log'));
    if (!read || read.time < since) continue;
    if (lines.push(read) > MOST_LINES) lines.shift();
  }
  return lines;
}
