import type { ReadingRules } from '../csv/readingRules.ts';
import { importNamedIn, type OriginalForm } from '../csv/rejects/correctedRejects.ts';
import { UnusableFileError } from '../csv/unusableFile.ts';
import { isImportId } from '../lib/importId.ts';
import { findImport, type ImportItem, type ImportsStore, SHARED } from './imports.ts';

/** The import whose rejects come back, and how its file was read. */
interface Original {
  importId: string;
  form: OriginalForm;
  reading: ReadingRules;
}

/**
 * The import whose rejects a file has: the one that its importer named, or else the one in its file name.
 *
 * @throws UnusableFileError when there is no such import, or it is somebody else's.
 */
export async function originalOf(
  { owner, fileName, rejectsOf = importNamedIn(fileName) }: ImportItem,
  store: ImportsStore,
): Promise<Original> {
  const original = rejectsOf && isImportId(rejectsOf) ? await findImport(rejectsOf, store) : undefined;
  const isTheirs = original && (original.owner === owner || original.owner === SHARED);
  if (!isTheirs || !original.understood) {
    throw new UnusableFileError(
      `This is a file of rejected rows, and ${rejectsOf ? `there is no import ${rejectsOf} of yours` : 'nothing says of which import'}. Keep the name with which it was downloaded ("rejects-ID.csv"), or name that import: "rejectsOf".`,
    );
  }
  const { delimiter, columns, decimal, dateFormat, timeZone } = original.understood;
  return {
    importId: original.pk,
    form: { delimiter, columns: columns.map(({ column }) => column) },
    reading: {
      delimiter,
      ignoreUnknown: true,
      ...(decimal && { decimal }),
      ...(dateFormat !== undefined && { dateFormat }),
      ...(timeZone !== undefined && { timeZone }),
    },
  };
}
