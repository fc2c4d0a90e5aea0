import { each, sqs } from '@orderflow/lambda';
import { type ImportChunk, isImportChunk, parse } from '@orderflow/validation';
import { chunkAttributes } from '../lib/chunkQueue.ts';
import { undoChunk } from '../models/undoChunk.ts';

export const handler = sqs<ImportChunk>({
  read: (body) => parse(isImportChunk, JSON.parse(body)),
  correlationId: (chunk) => chunk.correlationId,
  attributes: chunkAttributes,
  handle: each(async ({ value: chunk, log }) => {
    const { status, undo, undoReason } = await undoChunk(chunk, new Date());
    const { importId, index } = chunk;
    log.info('chunk undone', { importId, index, status, ...undo, reason: undoReason });
  }),
});
