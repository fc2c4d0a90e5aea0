import type { EventData } from '@orderflow/domain';
import type { ImportItem } from './imports.ts';

/** Subject and data of an import's event. */
export function describeImport({ pk, fileName, read, created, duplicate, rejected }: ImportItem): {
  subject: string;
  data: EventData<'import.completed.v1'>;
} {
  return { subject: pk, data: { importId: pk, fileName, rows: { read, created, duplicate, rejected } } };
}
