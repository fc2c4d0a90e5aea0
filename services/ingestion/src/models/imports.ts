import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { type OutboxEvent, RefusedError } from '@orderflow/domain';
import type { TraceContext } from '@orderflow/tracing';
import type { ImportObject } from '@orderflow/validation';
import type { UnderstoodColumn } from '../csv/columns.ts';
import type { Delimiter, Encoding } from '../csv/format.ts';
import type { ReadingRules } from '../csv/head.ts';
import { isImportId } from '../lib/importId.ts';
import { store as defaultStore, type Store } from '../lib/store.ts';

export type ImportStatus =
  | 'AWAITING_UPLOAD'
  | 'PROCESSING'
  | 'PREVIEWED'
  | 'COMPLETED'
  | 'FAILED'
  | 'UNDOING'
  | 'UNDONE';

/** What became of rows; `read` is the sum of the others. */
export interface Rows {
  read: number;
  created: number;
  duplicate: number;
  rejected: number;
}

/**
 * The item of an import in the imports table.
 *
 * ```
 *  AWAITING_UPLOAD ──the file is there──> PROCESSING ──every chunk is done──> COMPLETED
 *         │        (a direct drop begins) ───^   └── the file is unusable ──> FAILED
 *         └── the file never came ──────────────────────────────────────────────^
 *  A dry run: PROCESSING ──every chunk is done──> PREVIEWED ──commit──> PROCESSING, as above
 *  An undo:   COMPLETED ──undo──> UNDOING ──every chunk is done──> UNDONE
 *                 ^──── the file is gone ────┘
 * ```
 */
export interface ImportItem extends Rows, TraceContext {
  /** The import id. */
  pk: string;
  sk: typeof IMPORT;
  /** {@link ownerOf} a user, or {@link SHARED}. */
  owner: string;
  /** The only user whose orders may be in it: its importer, where the stage says so (IMPORTS_FOR). */
  onlyFor?: string;
  fingerprint: string;
  fileName: string;
  status: ImportStatus;
  createdAt: string;
  correlationId: string;
  /** It makes no order, until it is committed. */
  dryRun?: boolean;
  /** It is a dry run when something about its file is guessed. */
  confirmGuesses?: boolean;
  /** Its owner is told by mail when it has ended. */
  notify?: boolean;
  /** It was previewed before. */
  committed?: boolean;
  /** What a dry run came to, */
  preview?: Preview;
  /** and of how many chunks, once it is committed. */
  previewChunks?: number;
  /** What its importer said about how the file is read. */
  reading?: ReadingRules;
  /** The import whose rejects the file is said to be. */
  rejectsOf?: string;
  /** The file of rejects begins with a byte order mark. */
  rejectsBom?: boolean;
  /** How it was read; absent until it was. */
  understood?: Understood;
  /** Since PROCESSING: which upload this import is about, and how it is cut. */
  upload?: Upload;
  startedAt?: string;
  /** When its chunks were queued. */
  plannedAt?: string;
  /** When its last chunk was counted. */
  progressAt?: string;
  finishedAt?: string;
  /** FAILED only: a sentence for the person who sent the file. */
  reason?: string;
  /** FAILED and PREVIEWED only: when DynamoDB may delete it, in seconds since 1970. */
  expiresAt?: number;
  bytesDone: number;
  bytesTotal: number;
  chunksDone: number;
  /** Absent until all chunk messages are sent. */
  chunksTotal?: number;
  /** Of a file that is planned in parts. */
  sent?: Sent;
  event?: OutboxEvent<'import.completed.v1' | 'import.failed.v1'>;
  /** How far its undo is; stays when it failed, and goes on from there. */
  undo?: Undo;
  /** Why its undo failed. */
  undoReason?: string;
}

/** What became of orders that an import has created. */
export interface UndoneOrders {
  /** Cancelled by the undo. */
  cancelled: number;
  /** There was nothing to undo: rejected, or cancelled by somebody else. */
  ended: number;
  /** Have left, and stay. */
  kept: number;
}

/** So many parts of a plan are queued, and so many chunks with them. */
export interface Sent {
  parts: number;
  chunks: number;
}

export interface Undo extends UndoneOrders {
  chunksDone: number;
  /** Absent until all chunk messages are sent. */
  chunksTotal?: number;
  sent?: Sent;
  /** RFC 3339. */
  startedAt: string;
  progressAt?: string;
  finishedAt?: string;
}

/** How a file was read. */
export interface Understood {
  encoding: Encoding;
  delimiter: Delimiter;
  compression?: 'gzip';
  /** It was a file of rejects, of this import. */
  rejectsOf?: string;
  decimal?: '.' | ',';
  dateFormat?: string;
  timeZone?: string;
  columns: UnderstoodColumn[];
  /** What was not said by the file or its importer. */
  guessed: ('encoding' | 'decimal' | 'columns')[];
}

export interface Upload {
  object: ImportObject;
  /** Tells this write of the key from every other one: the version id, or the notification's sequencer. */
  identity: string;
  /** Limits of a chunk. Kept, because a plan that is repeated must make the same chunks. */
  chunkBytes: number;
  chunkRecords: number;
}

/** What an import would come to. */
export interface Preview {
  rows: Rows;
  /** Minor units of what would be created, by currency, as digits: DynamoDB's client refuses what a number cannot hold. */
  sums: Record<string, string>;
  /** The first of them, their texts cut; until it is committed. */
  rejects?: RejectSample[];
}

/** A reject as a preview shows it. */
export interface RejectSample {
  line: number;
  column: string;
  reason: string;
  record: string;
}

/** What one chunk came to. Its presence says that the import has counted it. */
export interface ChunkItem extends Rows {
  /** The import id. */
  pk: string;
  /** {@link chunkKey} */
  sk: string;
  /** Of a dry run: minor units by currency, as digits, */
  sums?: Record<string, string>;
  /** the first rejects, */
  sample?: RejectSample[];
  /** and when DynamoDB may delete it, in seconds since 1970. */
  expiresAt?: number;
}

/** What the undo of one chunk came to. Its presence says that the import has counted it. */
export interface UndoneChunkItem extends UndoneOrders {
  pk: string;
  /** {@link undoKey} */
  sk: string;
  /** Lines of its part of the file of orders that were kept. */
  rejected: number;
}

export const IMPORT = 'import';
export const CHUNK_PREFIX = 'chunk#';
/** Of the chunks of a dry run. */
export const PREVIEW_PREFIX = 'preview#';
export const chunkKey = (index: number, dryRun = false): string =>
  `${dryRun ? PREVIEW_PREFIX : CHUNK_PREFIX}${numbered(index)}`;

/** Of the chunks of an undo. */
export const UNDO_PREFIX = 'undo#';
export const undoKey = (index: number): string => `${UNDO_PREFIX}${numbered(index)}`;

/** Of the parts of a plan. */
export const PLAN_PREFIX = 'plan#';
export const planKey = (part: number): string => `${PLAN_PREFIX}${numbered(part)}`;

const DIGITS = 5;

/** Numbers of any size in an order that is theirs: a letter says how many digits there are beyond five. */
function numbered(index: number): string {
  const digits = String(index);
  if (digits.length <= DIGITS) return digits.padStart(DIGITS, '0');
  return `${String.fromCharCode('a'.charCodeAt(0) + digits.length - DIGITS - 1)}${digits}`;
}
export const numberIn = (key: string, prefix: string): number =>
  Number(key.slice(prefix.length).replace(/^[a-z]/, ''));

const USER = 'user#';
/** Owner of imports that came into the bucket directly: everybody with the scope `imports:write` sees them. */
export const SHARED = 'shared';
export const ownerOf = (principal: string): string => `${USER}${principal}`;
/** The user who owns an import; undefined when that is everybody or nobody. */
export const principalOf = (owner: string): string | undefined =>
  owner.startsWith(USER) ? owner.slice(USER.length) : undefined;

export const incomingKey = (importId: string): string => `incoming/${importId}.csv`;
/** What was unpacked of an upload, or made of its rejects. */
export const plainKey = (importId: string): string => `parts/${importId}/plain.csv`;
export const partKey = (importId: string, index: number, dryRun = false): string =>
  `parts/${importId}/${dryRun ? 'preview-' : ''}${index}.csv`;
export const rejectsKey = (importId: string, dryRun = false): string =>
  `rejects/${importId}${dryRun ? '-preview' : ''}.csv`;

/** The orders that an undo has kept: those of one chunk, and all. */
export const keptPartKey = (importId: string, index: number): string => `parts/${importId}/undo-${index}.csv`;
export const keptKey = (importId: string): string => `rejects/${importId}-undo.csv`;

export type ImportsStore = Pick<Store, 'client' | 'imports'>;

/** A new import, about which nothing is known but its name and owner. */
export const newImport = (
  given: Pick<
    ImportItem,
    'pk' | 'owner' | 'fingerprint' | 'fileName' | 'status' | 'correlationId' | 'createdAt'
  > &
    TraceContext,
): ImportItem => ({
  ...given,
  sk: IMPORT,
  read: 0,
  created: 0,
  duplicate: 0,
  rejected: 0,
  bytesDone: 0,
  bytesTotal: 0,
  chunksDone: 0,
});

export async function findImport(
  importId: string,
  { client, imports }: ImportsStore = defaultStore,
): Promise<ImportItem | undefined> {
  const { Item } = await client.send(
    new GetCommand({ TableName: imports, Key: { pk: importId, sk: IMPORT }, ConsistentRead: true }),
  );
  return Item as ImportItem | undefined;
}

/**
 * An import that this user may see. Somebody else's is as unknown as one that does not exist.
 *
 * @throws RefusedError (not-found)
 */
export async function getImport(
  importId: string | undefined,
  principal: string,
  store: ImportsStore = defaultStore,
): Promise<ImportItem> {
  const item = importId && isImportId(importId) ? await findImport(importId, store) : undefined;
  if (item && (item.owner === SHARED || item.owner === ownerOf(principal))) return item;
  throw new RefusedError('not-found', 'There is no such import');
}
