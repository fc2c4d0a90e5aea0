import type { ImportItem } from './imports.ts';

/** The condition that an import is still in the same pass: a dry run, or not. */
export const passOf = ({ dryRun }: Pick<ImportItem, 'dryRun'>): string =>
  dryRun ? 'attribute_exists(dryRun)' : 'attribute_not_exists(dryRun)';
