import { publishOutbox } from '@orderflow/lambda';
import type { ImportItem } from '../models/imports.ts';

export const handler = publishOutbox({
  source: '/orderflow/ingestion',
  describe: (item) => {
    const { pk, fileName, read, created, duplicate, rejected } = item as unknown as ImportItem;
    return {
      subject: pk,
      data: { importId: pk, fileName, rows: { read, created, duplicate, rejected } },
    };
  },
});
