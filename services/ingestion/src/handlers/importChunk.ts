import { each, sqs } from '@orderflow/lambda';
import { type ImportChunk, isImportChunk, parse } from '@orderflow/validation';
import { chunkAttributes } from '../lib/chunkQueue.ts';
import { importChunk } from '../models/importChunk.ts';

export const handler = sqs<ImportChunk>({
  read: (body) => parse(isImportChunk, JSON.parse(body)),
  correlationId: (chunk) => chunk.correlationId,
  attributes: chunkAttributes,
  handle: each(async ({ value: chunk, log }) => {
    const { status, chunksDone, chunksTotal, reason } = await importChunk(chunk, new Date());
    const { importId, index } = chunk;
    log.info('chunk imported', { importId, index, status, chunksDone, chunksTotal, reason });
  }),
});
