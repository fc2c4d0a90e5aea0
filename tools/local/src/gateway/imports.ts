import type { Imports } from '@orderflow/ops/imports/types';
import type { CreateImport } from '@orderflow/validation';
import { ImportsApi } from '../drop/importsApi.ts';
import { Pieces } from '../drop/pieces.ts';
import { likeImport } from '../drop/template.ts';

/** Imports in the list. */
const LISTED = 10;

/** The console's calls for imports. They are the same as those of `pnpm drop`, with the same principal. */
export function openImports(baseUrl: string): Imports & { close(): void } {
  const api = new ImportsApi(baseUrl);
  const pieces = new Pieces();
  return {
    create: async (wanted) => {
      const slot = await api.create(wanted as CreateImport);
      pieces.expect(slot);
      return { importId: slot.importId };
    },
    upload: (...piece) => pieces.add(...piece),
    get: api.get,
    list: () => api.list(LISTED),
    commit: api.commit,
    undo: api.undo,
    templates: async () => (await api.templates()).map(({ name }) => name),
    keep: async (importId, name) => api.putTemplate(name, await likeImport(importId, api)),
    close: () => pieces.close(),
  };
}
