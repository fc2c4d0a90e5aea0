import { each, sqs, type WrittenObject, writtenObjects } from '@orderflow/lambda';
import { isImportFile, planImport } from '../models/planImport.ts';

export const handler = sqs<WrittenObject[]>({
  read: (body) => writtenObjects(body).filter(({ key }) => isImportFile(key)),
  correlationId: () => undefined,
  handle: each(async ({ value: files, log }) => {
    for (const file of files) {
      const { pk, status, chunksTotal, reason } = await planImport(file, new Date());
      log.info('import planned', { importId: pk, key: file.key, status, chunks: chunksTotal, reason });
    }
  }),
});
