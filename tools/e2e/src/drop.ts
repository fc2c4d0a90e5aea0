import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { ImportState } from './imports.ts';

const DROP = resolve(import.meta.dirname, '../../local/src/cli/drop.ts');

/** The output of `pnpm drop --json` for a file, with its exit code. */
export interface Dropped extends ImportState {
  seconds: number;
  exitCode: number | null;
}

/**
 * Writes a CSV file of about 100 bytes a row; ids start with `prefix`. In every hundred rows, one is invalid and one
 * repeats the row before.
 */
export async function writeOrdersCsv(path: string, rows: number, prefix: string): Promise<void> {
  const file = createWriteStream(path);
  file.write('orderId,userId,sku,quantity,unitPrice,currency,note\n');
  for (let i = 0; i < rows; i++) {
    const id = i % 100 === 99 ? i - 1 : i;
    const quantity = i % 100 === 50 ? 0 : 1 + (id % 9);
    const cells = [
      `${prefix}-${String(id).padStart(8, '0')}`,
      `user-${id % 1000}`,
      `SKU-${id % 500}`,
      quantity,
    ];
    const line = `${cells.join(',')},${100 + (id % 900)},EUR,"note ${id}, with a comma and some more text"\n`;
    if (!file.write(line)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'close');
}

/** Lines per order in {@link writeForeignCsv}. */
const LINES = 3;

/**
 * Like {@link writeOrdersCsv}, but in the format of a German spreadsheet: semicolons, Windows-1252, CRLF, decimal
 * commas, its own column names, three lines per order. In every hundred orders, one is invalid and one repeats the
 * order before. The prices of the three lines are 1,00, 2,50 and 1.234,56.
 *
 * @param rows a multiple of 300.
 */
export async function writeForeignCsv(path: string, rows: number, prefix: string): Promise<void> {
  const file = createWriteStream(path, { encoding: 'latin1' });
  file.write('Bestellnummer;Kunde;Artikel;Menge;Preis;Währung;Bemerkung\r\n');
  for (let i = 0; i < rows / LINES; i++) {
    const id = i % 100 === 99 ? i - 1 : i;
    const lines = ['1,00', '2,50', '1.234,56'].map((price, line) =>
      [
        `${prefix}-${String(id).padStart(8, '0')}`,
        `${prefix}-${id % 1000}`,
        `SKU-${line}`,
        i % 100 === 50 && line === 1 ? 0 : 2,
        price,
        'EUR',
        `"für später; ""${id}"""`,
      ].join(';'),
    );
    if (!file.write(`${lines.join('\r\n')}\r\n`)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'close');
}

/** The expected counts for an import of such a file. */
export const expectedRows = (rows: number) => ({
  read: rows,
  created: rows - 2 * (rows / 100),
  duplicate: rows / 100,
  rejected: rows / 100,
});

/** Runs `pnpm drop FILE --json` against the system under test. */
export async function drop(path: string, ...options: string[]): Promise<Dropped> {
  const child: ChildProcessByStdio<null, Readable, null> = spawn(
    process.execPath,
    [DROP, '--json', ...options, path],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const exited = once(child, 'exit');
  const output = await text(child.stdout);
  const [exitCode] = await exited;
  return { ...JSON.parse(output), exitCode };
}
