import { traceOf } from '@orderflow/tracing';
import type { TracedChunk } from '../lib/chunkQueue.ts';
import type { ImportItem } from './imports.ts';
import { type PlannedFile, valuesOf } from './planUpload.ts';

/** One message for each chunk. */
export const chunkMessages = (
  { pk, correlationId, dryRun, ...item }: ImportItem,
  { object, plan, reading }: Pick<PlannedFile, 'object' | 'plan' | 'reading'>,
): TracedChunk[] => {
  const { chunks, columns, format } = plan;
  const values = valuesOf(reading, plan);
  return chunks.map((chunk) => ({
    importId: pk,
    ...chunk,
    columns,
    ...(Object.keys(format).length > 0 && { format }),
    ...(Object.keys(values).length > 0 && { values }),
    ...(dryRun && { dryRun: true as const }),
    object,
    correlationId,
    ...traceOf(item),
  }));
};
