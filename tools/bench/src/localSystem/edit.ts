import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { person } from './person.ts';

const HANDLER = 'services/orders/src/handlers/getInventory.ts';
const REPLY = 'status: 200,';
const HEADER = 'x-edit';
const WITHIN_MS = 30_000;
const POLL_MS = 20;

/** Adds stock to read. @returns the headers for reading it */
async function stocked(url: string): Promise<Record<string, string>> {
  const headers = await person(url, 'clerk', 'inventory:write');
  const body = JSON.stringify({ available: 1_000_000 });
  const answer = await fetch(`${url}/inventory/TEA-1`, { method: 'PUT', headers, body });
  if (!answer.ok) throw new Error(`PUT /inventory/TEA-1: ${answer.status} ${await answer.text()}`);
  return headers;
}

/**
 * Seconds from saving an edited handler until an answer shows the edit.
 *
 * @param mark shown in the answer; must be new each time
 */
export async function editTakesEffect(checkout: string, url: string, mark: string): Promise<number> {
  const headers = await stocked(url);
  const file = join(checkout, HANDLER);
  const original = (await readFile(file, 'utf8')).replace(/ headers: \{ 'x-edit': '\w+' \},/, '');
  if (!original.includes(REPLY)) throw new Error(`${HANDLER} has no "${REPLY}" to edit`);
  const edited = original.replace(REPLY, `${REPLY} headers: { '${HEADER}': '${mark}' },`);
  await writeFile(file, edited);
  const saved = performance.now();
  while (performance.now() - saved < WITHIN_MS) {
    const answer = await fetch(`${url}/inventory/TEA-1`, { headers });
    await answer.text();
    if (answer.headers.get(HEADER) === mark) return (performance.now() - saved) / 1e3;
    await sleep(POLL_MS);
  }
  throw new Error(`an edit of ${HANDLER} took no effect in ${WITHIN_MS / 1e3} s`);
}
