import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { BatchWriteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import csv from 'csv-parser';
import { readOrders } from '../src/csv/orders/readOrders.ts';
import { planFile } from '../src/csv/plan/planFile.ts';
import { RECORD_LIMITS } from '../src/csv/recordLimits.ts';
import { store } from '../src/lib/store.ts';
import { insertOrCompare } from '../src/models/insertOrCompare.ts';
import { INSERT_BATCH, insertOrders } from '../src/models/insertOrders.ts';
import { valuesOf } from '../src/models/planUpload.ts';

/** Puts the rows of a file into the orders table; returns how many. */
export type Way = (path: string) => Promise<number>;

/** As deployed. */
const LIMITS = { chunkBytes: 8 * 1024 * 1024, chunkRecords: 50_000, ...RECORD_LIMITS };

/** A naive first version: the cells as they are, nothing checked. */
const parsed = (path: string) => createReadStream(path).pipe(csv());
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
  path: string,
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
  for await (const cells of parsed(path)) {
    rows++;
    if (group.push(cells) === groupSize) await flush();
  }
  await flush();
  await Promise.all(flying);
  return rows;
}

/**
 * Imports a whole file as `planImport` and `importChunk` do, chunk after chunk, but without their pace, which depends
 * on other services.
 */
const pipeline =
  (inFlight?: number): Way =>
  async (path) => {
    const importId = randomUUID();
    const context = { correlationId: importId, now: new Date() };
    const plan = await planFile(createReadStream(path), LIMITS);
    const { columns, format, chunks } = plan;
    const values = valuesOf({}, plan);
    const file = await open(path);
    let created = 0;
    for (const { start, end, firstLine } of chunks) {
      const bytes = Buffer.alloc(end - start);
      await file.read(bytes, 0, bytes.length, start);
      const { rows } = await insertOrCompare(
        readOrders(bytes, { importId, firstLine, columns, format, values }, context),
        (items) => insertOrders(items, store),
        inFlight,
      );
      created += rows.created;
    }
    await file.close();
    return created;
  };

export const ways: Record<string, Way> = {
  pipeline: pipeline(),
  pipeline16: pipeline(16),
  foreign: pipeline(),
  sequential: (path) => sending(path, 1, 1, ([cells = {}]) => put(cells)),
  inFlight: (path) => sending(path, 1, 16, ([cells = {}]) => put(cells)),
  ceiling: (path) => sending(path, INSERT_BATCH, 4, batchWrite),
};
