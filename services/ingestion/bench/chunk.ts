/**
 * How fast a chunk's rows go into the orders table with several calls in flight, and what a row costs in CPU time.
 * Needs AWS_ENDPOINT_URL_DYNAMODB (`. .local/env` of a running copy) and a table named by ORDERS_TABLE.
 * `node services/ingestion/bench/chunk.ts [rows]`
 */
import { randomUUID } from 'node:crypto';
import { orderRows } from '../src/csv/orderRows.ts';
import { store } from '../src/lib/store.ts';
import { importRows } from '../src/models/importRows.ts';
import { insertOrders } from '../src/models/insertOrders.ts';
import { HEADER, row } from './rows.ts';

const rows = Number(process.argv[2] ?? 10_000);
const columns = HEADER.trim().split(',');

for (const inFlight of [1, 4, 8, 16, 4, 8, 16]) {
  const importId = randomUUID();
  const id = importId.slice(0, 8);
  const bytes = Buffer.from(Array.from({ length: rows }, (_, index) => row(id, index)).join(''));
  const context = { correlationId: importId, now: new Date() };
  const [wall, cpu] = [performance.now(), process.cpuUsage()];
  const result = await importRows(
    orderRows(bytes, { importId, firstLine: 2, columns }, context),
    (items) => insertOrders(items, store),
    inFlight,
  );
  const seconds = (performance.now() - wall) / 1e3;
  const { user, system } = process.cpuUsage(cpu);
  process.stdout.write(
    `${String(inFlight).padStart(2)} in flight: ${(rows / seconds).toFixed(0)} rows/s,` +
      ` ${((user + system) / rows).toFixed(0)} µs CPU a row, ${result.rows.created} created,` +
      ` ${(process.memoryUsage.rss() / 1e6).toFixed(0)} MB\n`,
  );
}
