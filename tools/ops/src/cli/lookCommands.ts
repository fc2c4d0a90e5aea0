import { readImports } from '../readers/imports.ts';
import { errorText } from '../readers/messages.ts';
import { trace } from '../readers/trace.ts';
import type { Command } from './command.ts';
import { table } from './table.ts';

/** Follows one request or event through everybody's logs; any text of a line will do. */
export const traceCommand: Command = {
  usage: 'trace CORRELATION_ID',
  run: async (stage, correlationId) => {
    const data = await trace(stage, correlationId);
    const rows = data.map((line) => {
      const about =
        errorText(line) ?? line.fields['type'] ?? line.fields['route'] ?? line.fields['step'] ?? '';
      return [line.time, line.source, line.level, line.message, String(about)];
    });
    const text = table(['TIME', 'SOURCE', 'LEVEL', 'MESSAGE', 'ABOUT'], rows);
    return { data, text: data.length > 0 ? text : `No log line of the last day has ${correlationId}.\n` };
  },
};

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
