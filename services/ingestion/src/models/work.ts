import type { SendChunks } from '../lib/chunkQueue.ts';
import type { ImportItem, ImportStatus, Sent } from './imports.ts';
import { passOf } from './pass.ts';

/** What the chunks of a file are queued for, and where in the import's item its progress is kept. */
export interface Work {
  send: SendChunks;
  sent: Sent | undefined;
  chunksDone: number;
  /** Paths in the item. */
  sentAt: string;
  progressAt: string;
  /** True while the import still does this and not all its chunks are queued; `:status` is {@link status}. */
  condition: string;
  names: Record<string, string>;
  status: ImportStatus;
}

export const importing = (item: ImportItem, send: SendChunks): Work => ({
  send,
  sent: item.sent,
  chunksDone: item.chunksDone,
  sentAt: 'sent',
  progressAt: 'progressAt',
  condition: `#status = :status AND attribute_not_exists(chunksTotal) AND ${passOf(item)}`,
  names: { '#status': 'status' },
  status: 'PROCESSING',
});

export const undoing = ({ undo }: ImportItem, send: SendChunks): Work => ({
  send,
  sent: undo?.sent,
  chunksDone: undo?.chunksDone ?? 0,
  sentAt: '#undo.sent',
  progressAt: '#undo.progressAt',
  condition: '#status = :status AND attribute_not_exists(#undo.chunksTotal)',
  names: { '#status': 'status', '#undo': 'undo' },
  status: 'UNDOING',
});
