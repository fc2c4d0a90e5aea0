import type { EventData, EventType } from '@orderflow/domain';
import { type ImportItem, principalOf } from './imports.ts';

type Described = EventData<'import.completed.v1'> | EventData<'import.failed.v1'>;

/** Subject and data of an import's event. */
export function describeImport(item: ImportItem, type: EventType): { subject: string; data: Described } {
  const { pk, fileName, read, created, duplicate, rejected } = item;
  // Nobody gets a mail about an import that belongs to nobody or to everybody.
  const importer = item.notify ? principalOf(item.owner) : undefined;
  const about = { importId: pk, fileName, ...(importer !== undefined && { notify: importer }) };
  const isFailure = type === 'import.failed.v1';
  return {
    subject: pk,
    data: isFailure ? about : { ...about, rows: { read, created, duplicate, rejected } },
  };
}
