import { each, sqs, type WrittenObject, writtenObjects } from '@orderflow/lambda';
import { traceFields } from '@orderflow/tracing';
import { isImportFile, planImport } from '../models/planImport.ts';

export const handler = sqs<WrittenObject[]>({
  read: (body) => writtenObjects(body).filter(({ key }) => isImportFile(key)),
  correlationId: () => undefined,
  handle: each(async ({ value: files, span, log }) => {
    for (const file of files) {
      const item = await planImport({ ...file, ...span.trace }, new Date());
      const { pk, status, chunksTotal, reason } = item;
      // S3's notification does not carry the trace in which the import was announced.
      log.info('import planned', {
        ...traceFields(item),
        importId: pk,
        key: file.key,
        status,
        chunks: chunksTotal,
        reason,
      });
    }
  }),
});
