/**
 * Measures once how fast a file's rows go into the orders table, and prints a line of JSON. `pnpm bench import` runs
 * all ways in turns. `import.ts pipeline|pipeline16|foreign|sequential|inFlight|ceiling ROWS`, with
 * AWS_ENDPOINT_URL_DYNAMODB and ORDERS_TABLE. A row has about 100 bytes, so 10,000,000 rows are a file of 1 GB.
 */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ways } from './importWays.ts';
import { writeFile } from './rows.ts';

const [name = 'pipeline', count = '10000'] = process.argv.slice(2);
const way = ways[name];
if (!way) throw new Error(`There is no way "${name}": ${Object.keys(ways).join(', ')}`);

const dir = await mkdtemp(join(tmpdir(), 'orderflow-import-'));
const file = async (rows: number) => {
  const id = randomUUID().slice(0, 8);
  const path = join(dir, `${id}.csv`);
  await writeFile(path, id, { rows }, name === 'foreign' ? 'foreign' : 'own');
  return path;
};

try {
  await way(await file(500));
  const path = await file(Number(count));
  const [wall, cpu] = [performance.now(), process.cpuUsage()];
  const rows = await way(path);
  const seconds = (performance.now() - wall) / 1e3;
  const { user, system } = process.cpuUsage(cpu);
  if (rows !== Number(count)) throw new Error(`${rows} of ${count} rows went in`);
  process.stdout.write(
    `${JSON.stringify({
      perSecond: rows / seconds,
      cpu: (user + system) / rows,
      peak: process.resourceUsage().maxRSS / 1e3,
    })}\n`,
  );
} finally {
  await rm(dir, { recursive: true });
}
