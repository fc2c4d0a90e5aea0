/**
 * One measurement of putting a file's rows into the orders table, as a line of JSON. `pnpm bench import` runs the ways
 * in turns. `import.ts pipeline|sequential|inFlight|ceiling ROWS`, with AWS_ENDPOINT_URL_DYNAMODB and ORDERS_TABLE
 */
import { randomUUID } from 'node:crypto';
import { ways } from './importWays.ts';
import { HEADER, row } from './rows.ts';

const [name = 'pipeline', count = '10000'] = process.argv.slice(2);
const way = ways[name];
if (!way) throw new Error(`There is no way "${name}": ${Object.keys(ways).join(', ')}`);

const file = (rows: number) => {
  const id = randomUUID().slice(0, 8);
  return Buffer.from(HEADER + Array.from({ length: rows }, (_, index) => row(id, index)).join(''));
};

await way(file(500));
const bytes = file(Number(count));
const [wall, cpu] = [performance.now(), process.cpuUsage()];
const rows = await way(bytes);
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
