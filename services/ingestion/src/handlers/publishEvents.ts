import { publishOutbox } from '@orderflow/lambda';
import { describeImport } from '../models/describeImport.ts';
import type { ImportItem } from '../models/imports.ts';

export const handler = publishOutbox({
  source: '/orderflow/ingestion',
  describe: (item, type) => describeImport(item as unknown as ImportItem, type),
});
