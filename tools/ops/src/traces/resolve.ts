import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { hashOf, type TableProperties, tablesOf } from '../readers/items.ts';
import type { Stage } from '../stage/types.ts';

const MOST = 20;
/** The longest key that is looked up. */
const MAX_LENGTH = 256;
/** Partition keys of indexes by owner. */
const OWNER = /^(userId|owner)$/;

type Item = Record<string, unknown>;

/**
 * Ids of the traces in which the items with this key, or of this person, were last written. A table that does not
 * answer is skipped.
 */
export async function tracesOfItems(stage: Stage, key: string): Promise<string[]> {
  if (key.length > MAX_LENGTH) return [];
  const found = await Promise.all(
    tablesOf(stage).map((table) => itemsOf(stage, table, key).catch((): Item[] => [])),
  );
  return distinct(
    found.flat().flatMap(({ event, traceparent }) => [traceparent, (event as Item)?.['traceparent']]),
  );
}

async function itemsOf(stage: Stage, table: TableProperties, key: string): Promise<Item[]> {
  const { TableName, KeySchema, GlobalSecondaryIndexes = [] } = table;
  const query = async (hash: string, value: unknown, IndexName?: string): Promise<Item[]> => {
    const { Items = [] } = await stage.clients.documents.send(
      new QueryCommand({
        TableName,
        ...(IndexName && { IndexName }),
        KeyConditionExpression: '#key = :key',
        ExpressionAttributeNames: { '#key': hash },
        ExpressionAttributeValues: { ':key': value },
        ScanIndexForward: false,
        Limit: MOST,
      }),
    );
    return Items;
  };
  const hash = hashOf(KeySchema);
  const owned = GlobalSecondaryIndexes.filter((index) => OWNER.test(hashOf(index.KeySchema)));
  const keys = await Promise.all(owned.map((index) => query(hashOf(index.KeySchema), key, index.IndexName)));
  const values = [key, ...keys.flat().map((item) => item[hash])];
  return (await Promise.all(values.map((value) => query(hash, value)))).flat();
}

/** Trace ids of the log lines that contain this text. */
export async function tracesOfLines(stage: Stage, text: string): Promise<string[]> {
  const lines = await stage.sources.findLines(text, new Date(Date.now() - DAY_MS)).catch(() => []);
  return [...new Set(lines.flatMap(({ fields }) => idOf(fields['traceId'])))].slice(-MOST);
}

const DAY_MS = 24 * 60 * 60 * 1000;

const idOf = (id: unknown): string[] => (typeof id === 'string' && /^[0-9a-f]{32}$/.test(id) ? [id] : []);

const distinct = (traceparents: unknown[]): string[] => [
  ...new Set(traceparents.flatMap((text) => idOf(typeof text === 'string' ? text.split('-')[1] : undefined))),
];
