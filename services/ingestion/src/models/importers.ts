import { env } from '@orderflow/lambda';

/** Who asks for an import. */
export interface Importer {
  principal: string;
  scopes: ReadonlySet<string>;
}

/** The scope that lets import orders of others where the stage asks for it. */
const FOR_OTHERS = 'imports:for-others';

/** IMPORTS_FOR of a stage: `anyone`, `self`, or `scope`, which leaves it to {@link FOR_OTHERS}. */
export function mayImportForOthers(scopes: ReadonlySet<string>): boolean {
  const setting = env('IMPORTS_FOR');
  return setting === 'anyone' || (setting === 'scope' && scopes.has(FOR_OTHERS));
}
