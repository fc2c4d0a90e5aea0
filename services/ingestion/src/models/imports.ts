import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { type OutboxEvent, RefusedError } from '@orderflow/domain';
import type { TraceContext } from '@orderflow/tracing';
import type { ImportObject } from '@orderflow/validation';
import type { Delimiter, Encoding } from '../csv/format.ts';
import type { UnderstoodColumn } from '../csv/preamble/columns.ts';
import type { ReadingRules } from '../csv/readingRules.ts';
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

/** Counts of rows by outcome; `read` is the sum of the others. */
export interface RowCounts {
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
export interface ImportItem extends RowCounts, TraceContext {
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
  /** It creates no order until it is committed. */
  dryRun?: boolean;
  /** It becomes a dry run if something about its file is guessed. */
  confirmGuesses?: boolean;
  /** Its owner is told by mail when it has ended. */
  notify?: boolean;
  /** It was previewed before. */
  committed?: boolean;
  /** The result of its dry run. */
  preview?: Preview;
  /** How many chunks its dry run had; set by the commit. */
  previewChunks?: number;
  /** Its importer's rules for reading the file. */
  reading?: ReadingRules;
  /** The import whose rejects the file has, as its importer says. */
  rejectsOf?: string;
  /** The file of rejects begins with a byte order mark. */
  rejectsBom?: boolean;
  /** How it was read; absent until it was. */
  understood?: Understood;
  /** From PROCESSING on: which upload this import is about, and how it is cut. */
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
  /** How far the chunks are queued, of a file that is planned in parts. */
  sent?: Sent;
  event?: OutboxEvent<'import.completed.v1' | 'import.failed.v1'>;
  /** How far its undo is. It stays after a failure, and the next undo goes on from there. */
  undo?: Undo;
  /** Why its undo failed. */
  undoReason?: string;
}

/** Counts of the orders that an import created, by the outcome of its undo. */
export interface UndoneOrders {
  /** Cancelled by the undo. */
  cancelled: number;
  /** There was nothing to undo: rejected, or cancelled by somebody else. */
  ended: number;
  /** Not undone: they have left. */
  kept: number;
}

/** How many parts of a plan are queued, and how many chunks with them. */
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
  /** It was a file of this import's rejects. */
  rejectsOf?: string;
  decimal?: '.' | ',';
  dateFormat?: string;
  timeZone?: string;
  columns: UnderstoodColumn[];
  /** What neither the file nor its importer said. */
  guessed: ('encoding' | 'decimal' | 'columns')[];
}

export interface Upload {
  object: ImportObject;
  /** Identifies this write of the key: the version id, or the notification's sequencer. */
  identity: string;
  /** Limits of a chunk. Kept, because a plan that is repeated must make the same chunks. */
  chunkBytes: number;
  chunkRecords: number;
}

/** The result that an import would have. */
export interface Preview {
  rows: RowCounts;
  /**
   * Totals of the orders that would be created, in minor units by currency. They are strings of digits: DynamoDB's
   * client refuses what a number cannot hold.
   */
  sums: Record<string, string>;
  /** The first rejects, with their texts cut; absent once it is committed. */
  rejects?: RejectSample[];
}

/** A reject as a preview shows it. */
export interface RejectSample {
  line: number;
  column: string;
  reason: string;
  record: string;
}

/** The result of one chunk. If it exists, the import has counted the chunk. */
export interface ChunkItem extends RowCounts {
  /** The import id. */
  pk: string;
  /** {@link chunkKey} */
  sk: string;
  /** Dry run only: totals in minor units by currency, as digits. */
  sums?: Record<string, string>;
  /** Dry run only: the first rejects. */
  sample?: RejectSample[];
  /** Dry run only: when DynamoDB may delete it, in seconds since 1970. */
  expiresAt?: number;
}

/** The result of undoing one chunk. If it exists, the import has counted the chunk. */
export interface UndoneChunkItem extends UndoneOrders {
  pk: string;
  /** {@link undoKey} */
  sk: string;
  /** How many lines its part of the file of kept orders has. */
  rejected: number;
}

export const IMPORT = 'import';
export const CHUNK_PREFIX = 'chunk#';
/** Key prefix of a dry run's chunks. */
export const PREVIEW_PREFIX = 'preview#';
export const chunkKey = (index: number, dryRun = false): string =>
  `${dryRun ? PREVIEW_PREFIX : CHUNK_PREFIX}${numbered(index)}`;

/** Key prefix of an undo's chunks. */
export const UNDO_PREFIX = 'undo#';
export const undoKey = (index: number): string => `${UNDO_PREFIX}${numbered(index)}`;

/** Key prefix of a plan's parts. */
export const PLAN_PREFIX = 'plan#';
export const planKey = (part: number): string => `${PLAN_PREFIX}${numbered(part)}`;

const DIGITS = 5;

/** Numbers of any size, as strings that sort like the numbers: a letter says how many digits there are beyond five. */
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
/** The plain copy: what was unpacked of an upload, or made of a file of rejects. */
export const plainKey = (importId: string): string => `parts/${importId}/plain.csv`;
export const partKey = (importId: string, index: number, dryRun = false): string =>
  `parts/${importId}/${dryRun ? 'preview-' : ''}${index}.csv`;
export const rejectsKey = (importId: string, dryRun = false): string =>
  `rejects/${importId}${dryRun ? '-preview' : ''}.csv`;

/** The orders that an undo kept: the file of one chunk, and the file of all. */
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
 * An import that this user may see. Somebody else's import is treated as if it did not exist.
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
