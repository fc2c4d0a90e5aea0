import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { BatchWriteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import csv from 'csv-parser';
import { orderRows } from '../src/csv/orderRows.ts';
import { store } from '../src/lib/store.ts';
import { importRows } from '../src/models/importRows.ts';
import { INSERT_BATCH, insertOrders } from '../src/models/insertOrders.ts';

/** Puts the rows of a file into the orders table; answers how many. */
export type Way = (file: Buffer) => Promise<number>;

/** What somebody writes first: the cells as they are, nothing checked. */
const parsed = (file: Buffer) => Readable.from([file]).pipe(csv());
const item = (cells: Record<string, string>) => ({ ...cells, pk: String(cells['orderId']) });

const put = (cells: Record<string, string>) =>
  store.client.send(new PutCommand({ TableName: store.orders, Item: item(cells) }));

const batchWrite = (batch: Record<string, string>[]) =>
  store.client.send(
    new BatchWriteCommand({
      RequestItems: { [store.orders]: batch.map((cells) => ({ PutRequest: { Item: item(cells) } })) },
    }),
  );

/** Sends groups of rows, at most `inFlight` at once. */
async function sending(
  file: Buffer,
  groupSize: number,
  inFlight: number,
  send: (group: Record<string, string>[]) => Promise<unknown>,
): Promise<number> {
  const flying = new Set<Promise<unknown>>();
  let rows = 0;
  let group: Record<string, string>[] = [];
  const flush = async () => {
    if (group.length === 0) return;
    const call = send(group).finally(() => flying.delete(call));
    flying.add(call);
    group = [];
    if (flying.size >= inFlight) await Promise.race(flying);
  };
  for await (const cells of parsed(file)) {
    rows++;
    if (group.push(cells) === groupSize) await flush();
  }
  await flush();
  await Promise.all(flying);
  return rows;
}

/** The rows of a chunk as `importChunk` imports them, without its pace (ROWS_PER_SECOND), which is a choice. */
const pipeline =
  (inFlight?: number): Way =>
  async (file) => {
    const importId = randomUUID();
    const start = file.indexOf('\n') + 1;
    const columns = file.toString('utf8', 0, start).trim().split(',');
    const context = { correlationId: importId, now: new Date() };
    const { rows } = await importRows(
      orderRows(file.subarray(start), { importId, firstLine: 2, columns }, context),
      (items) => insertOrders(items, store),
      inFlight,
    );
    return rows.created;
  };

export const ways: Record<string, Way> = {
  pipeline: pipeline(),
  pipeline16: pipeline(16),
  sequential: (file) => sending(file, 1, 1, ([cells = {}]) => put(cells)),
  inFlight: (file) => sending(file, 1, 16, ([cells = {}]) => put(cells)),
  ceiling: (file) => sending(file, INSERT_BATCH, 4, batchWrite),
};
