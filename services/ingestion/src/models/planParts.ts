import { performance } from 'node:perf_hooks';
import { Readable } from 'node:stream';
import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { endedExpiry } from '@orderflow/domain';
import { env } from '@orderflow/lambda';
import type { Chunk, Plan, PlanPart, PlanState } from '../csv/plan/plan.ts';
import { planFilePart } from '../csv/plan/planFile.ts';
import { RECORD_LIMITS } from '../csv/recordLimits.ts';
import { detectRejects } from '../csv/rejects/correctedRejects.ts';
import { UnusableFileError } from '../csv/unusableFile.ts';
import { detectWrapping } from '../csv/unwrap/unpack.ts';
import { type FileHead, readFile } from '../lib/importFiles.ts';
import type { FilesStore } from '../lib/store.ts';
import { countChunk } from './countChunk.ts';
import {
  type ImportItem,
  type ImportsStore,
  numberIn,
  PLAN_PREFIX,
  planKey,
  type Upload,
} from './imports.ts';
import { mostInOneRun, refuseEncoded } from './planUpload.ts';
import type { Work } from './work.ts';

/** The most chunks of one part. Each takes some 75 bytes of the part's item, whose limit is 400 KB. */
const MAX_CHUNKS = 2_000;

/**
 * A part of the plan of a large file, made by one run. Of parts with the same number, the first one written counts, so
 * concurrent runs and repeats agree on the result.
 */
export interface PlanPartItem {
  /** The import id. */
  pk: string;
  /** {@link planKey} */
  sk: string;
  chunks: Chunk[];
  /** The state from which the next part continues; absent in the last part. */
  next?: PlanState;
  /** The plan of the whole file; only in the last part. */
  plan?: Omit<Plan, 'chunks'>;
  /** The number of chunks up to the end of this part. */
  chunksTotal: number;
  /** When DynamoDB may delete it, in seconds since 1970: together with its file. */
  expiresAt: number;
}

/** The part that was planned last. */
export async function lastPart(
  importId: string,
  { client, imports }: ImportsStore,
): Promise<PlanPartItem | undefined> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: imports,
      KeyConditionExpression: 'pk = :importId AND begins_with(sk, :plan)',
      ExpressionAttributeValues: { ':importId': importId, ':plan': PLAN_PREFIX },
      ConsistentRead: true,
      ScanIndexForward: false,
      Limit: 1,
    }),
  );
  return Items[0] as PlanPartItem | undefined;
}

export const partNumber = ({ sk }: PlanPartItem): number => numberIn(sk, PLAN_PREFIX);

/** @throws Error when there is none */
export async function getPart(
  importId: string,
  part: number,
  { client, imports }: ImportsStore,
): Promise<PlanPartItem> {
  const { Item } = await client.send(
    new GetCommand({ TableName: imports, Key: { pk: importId, sk: planKey(part) }, ConsistentRead: true }),
  );
  if (!Item) throw new Error(`part ${part} of the plan of ${importId} is gone`);
  return Item as PlanPartItem;
}

/**
 * Plans the next part of a file.
 *
 * @param last the previous part
 * @returns false when another run has planned the part meanwhile and continues, or when the import does something else
 * now.
 * @throws UnusableFileError
 */
export async function planNextPart(
  item: ImportItem,
  upload: Upload,
  head: FileHead,
  last: PlanPartItem | undefined,
  { progressAt, condition, names, status }: Work,
  now: Date,
  store: FilesStore,
): Promise<boolean> {
  const part = await read(item, upload, head, last?.next, store);
  const mark: PlanPartItem = {
    pk: item.pk,
    sk: planKey(last ? partNumber(last) + 1 : 0),
    ...part,
    chunksTotal: (last?.chunksTotal ?? 0) + part.chunks.length,
    expiresAt: endedExpiry(now),
  };
  return countChunk(
    mark,
    {
      UpdateExpression: `SET ${progressAt} = :now`,
      ConditionExpression: condition,
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: { ':status': status, ':now': now.toISOString() },
    },
    store,
  );
}

async function read(
  { reading = {} }: ImportItem,
  { object, chunkBytes, chunkRecords }: Upload,
  head: FileHead,
  from: PlanState | undefined,
  store: FilesStore,
): Promise<PlanPart> {
  const begun = performance.now();
  const start = from?.start ?? 0;
  const end = Math.min(head.bytes, start + mostInOneRun());
  const bytes = start < end ? await readFile(object, store, { start, end }) : Readable.from([]);
  return planFilePart(
    from ? bytes : await plainOnly(bytes, head, reading.encoding),
    { chunkBytes, chunkRecords, ...RECORD_LIMITS },
    reading,
    {
      from,
      isLast: end === head.bytes,
      isEnough: (chunks) =>
        chunks >= MAX_CHUNKS || performance.now() - begun > Number(env('PLAN_RUN_SECONDS')) * 1_000,
    },
  );
}

/**
 * Refuses a large file that must be unpacked or converted before it can be cut: that takes one run, whatever the size.
 */
async function plainOnly(
  source: AsyncIterable<Buffer>,
  head: FileHead,
  encoding: NonNullable<ImportItem['reading']>['encoding'],
): Promise<AsyncIterable<Buffer>> {
  const { wrapping, bytes } = await detectWrapping(source, encoding);
  refuseEncoded(head, wrapping);
  const { bytes: text, rejects } = await detectRejects(bytes);
  if (!wrapping && !rejects) return text;
  throw new UnusableFileError(
    `The file has ${head.bytes} bytes and is ${rejects ? 'one of rejected rows' : wrapping === 'gzip' ? 'packed with gzip' : 'UTF-16'}; of such files the limit is ${mostInOneRun()}. ${rejects ? 'Cut it into smaller files.' : 'Send it as plain CSV in UTF-8, or cut it into smaller files.'}`,
  );
}
