import type { ImportItem } from './imports.ts';

/** The condition that an import still does what was seen: make orders, or look only. */
export const passOf = ({ dryRun }: Pick<ImportItem, 'dryRun'>): string =>
  dryRun ? 'attribute_exists(dryRun)' : 'attribute_not_exists(dryRun)';
