import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { OrderItem } from '@orderflow/domain';
import { recordText } from '../csv/records/parseRecords.ts';
import {
  type ChunkItem,
  type ImportsStore,
  PREVIEW_PREFIX,
  type Preview,
  type RejectSample,
  type RowCounts,
} from './imports.ts';
import type { RejectedRecord } from './insertOrCompare.ts';

/** How many rejects are shown. */
const SHOWN_REJECTS = 100;
/** How many characters of each are shown. */
const SHOWN_CHARACTERS = 300;

/** The first rejects of a chunk. */
export const sampleOf = (bytes: Buffer, rejected: RejectedRecord[]): RejectSample[] =>
  rejected.slice(0, SHOWN_REJECTS).map(({ record, column, reason }) => ({
    line: record.line,
    column,
    reason: cut(reason),
    record: cut(recordText(bytes, record)),
  }));

/** The exact totals of orders, by currency. */
export class Sums {
  readonly #sums = new Map<string, bigint>();

  add({ currency, total }: Pick<OrderItem, 'currency' | 'total'>): void {
    this.#sums.set(currency, (this.#sums.get(currency) ?? 0n) + BigInt(total));
  }

  /** As digits: a sum may be more than a number holds. */
  byCurrency(): Record<string, string> {
    return digitsOf(this.#sums);
  }
}

const digitsOf = (sums: ReadonlyMap<string, bigint>): Record<string, string> =>
  Object.fromEntries([...sums].map(([currency, sum]) => [currency, String(sum)]));

const cut = (text: string): string =>
  text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS).toWellFormed()}…` : text;

/** Combines the results of a dry run's chunks. */
export async function previewOf(
  importId: string,
  { read, created, duplicate, rejected }: RowCounts,
  { client, imports }: ImportsStore,
): Promise<Preview> {
  const pages = paginateQuery(
    { client },
    {
      TableName: imports,
      KeyConditionExpression: 'pk = :importId AND begins_with(sk, :chunk)',
      ExpressionAttributeValues: { ':importId': importId, ':chunk': PREVIEW_PREFIX },
      ConsistentRead: true,
    },
  );
  const sums = new Map<string, bigint>();
  const rejects: RejectSample[] = [];
  for await (const { Items = [] } of pages) {
    for (const { sums: ofChunk = {}, sample = [] } of Items as ChunkItem[]) {
      rejects.push(...sample.slice(0, SHOWN_REJECTS - rejects.length));
      for (const [currency, sum] of Object.entries(ofChunk)) {
        sums.set(currency, (sums.get(currency) ?? 0n) + BigInt(sum));
      }
    }
  }
  return {
    rows: { read, created, duplicate, rejected },
    sums: digitsOf(sums),
    rejects,
  };
}
