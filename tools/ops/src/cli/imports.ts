import { readImports } from '../readers/imports.ts';
import type { Command } from './command.ts';
import { table } from './table.ts';

export const importsCommand: Command = {
  usage: 'imports',
  run: async (stage) => {
    const data = await readImports(stage);
    const rows = data.map(({ importId, fileName, status, chunks, rows, reason }) => [
      importId,
      fileName,
      status,
      `${chunks.done}/${chunks.total}`,
      rows.created,
      rows.duplicate,
      rows.rejected,
      reason ?? '',
    ]);
    return {
      data,
      text: table(['IMPORT', 'FILE', 'STATUS', 'CHUNKS', 'CREATED', 'DUPLICATE', 'REJECTED', ''], rows),
    };
  },
};
