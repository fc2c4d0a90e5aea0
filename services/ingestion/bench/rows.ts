import { once } from 'node:events';
import { createWriteStream } from 'node:fs';

const HEADER = 'orderId,userId,sku,quantity,unitPrice,currency,note,createdAt\n';

/** A row of an ordinary file: about 100 bytes, one in ten quoted. */
const row = (id: string, index: number): string =>
  index % 10 === 0
    ? `${id}-${index},user-${index % 1000},SKU-${index % 50},2,${index % 5000},EUR,"a ""quoted"" note\nno ${index}",2026-01-01T00:00:00Z\n`
    : `${id}-${index},user-${index % 1000},SKU-${index % 50},2,${index % 5000},EUR,a note of some länge ${index},2026-01-01T00:00:00Z\n`;

/** As a spreadsheet in Germany saves it: semicolons, decimal commas, CRLF, names of its own, three lines an order. */
const FOREIGN_HEADER = 'Bestellnummer;Kunde;Artikel;Menge;Preis;Währung;Bemerkung\r\n';
const foreignRow = (id: string, index: number): string => {
  const order = Math.floor(index / 3);
  const price = `${index % 50},${String(index % 100).padStart(2, '0')}`;
  return `${id}-${order};user-${order % 1000};SKU-${index % 50};2;${price};EUR;für später, von Zoë no ${order}\r\n`;
};

const KINDS = {
  own: { header: HEADER, row, encoding: 'utf8' },
  // Windows-1252, of which these letters are the same in Latin-1.
  foreign: { header: FOREIGN_HEADER, row: foreignRow, encoding: 'latin1' },
} as const;
export type Kind = keyof typeof KINDS;

/** Writes a file until it has this many rows or bytes; returns how many rows it has. */
export async function writeFile(
  path: string,
  id: string,
  most: { rows?: number; bytes?: number },
  kind: Kind = 'own',
): Promise<number> {
  const { header, row, encoding } = KINDS[kind];
  const file = createWriteStream(path, { encoding });
  file.write(header);
  const { rows: mostRows = Number.POSITIVE_INFINITY, bytes: mostBytes = Number.POSITIVE_INFINITY } = most;
  let rows = 0;
  for (let written = 0; written < mostBytes && rows < mostRows; ) {
    const count = Math.min(1_000, mostRows - rows);
    const block = Array.from({ length: count }, () => row(id, rows++)).join('');
    written += Buffer.byteLength(block, encoding);
    if (!file.write(block)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
  return rows;
}
