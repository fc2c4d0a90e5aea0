import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { CreateImport } from '@orderflow/validation';
import { type ImportItem, rejectsKey } from '../src/models/imports.ts';
import {
  announce,
  clients,
  ordersOf,
  ownQueues,
  plan,
  rowsOf,
  runChunk,
  stateOf,
  store,
  takeChunks,
} from './testImports.ts';

beforeAll(ownQueues);

async function imported(
  text: string | Buffer,
  more: Partial<CreateImport> = {},
  principal = 'ann',
): Promise<ImportItem> {
  const { importId, file } = await announce(text, more, principal);
  await plan(file);
  for (const chunk of await takeChunks()) await runChunk(chunk);
  return stateOf(importId);
}

async function rejectsOf({ pk }: ImportItem): Promise<string> {
  const get = new GetObjectCommand({ Bucket: store.bucket, Key: rejectsKey(pk) });
  const { Body } = await clients.s3.send(get);
  return Buffer.from((await Body?.transformToByteArray()) ?? []).toString();
}

/** Orders as a shop has them: one of two lines with a fault, one without a fault, one with another fault. */
async function shopFile() {
  const [a, b, c] = [randomUUID(), randomUUID(), randomUUID()];
  const lines = [
    'Order ID;Paid by;Customer;Item;Qty;Price;Currency;Notes',
    `${a};card;ann;T;2;3,50;EUR;"two`,
    'lines; Zoë"',
    `${a};;;U;none;1,25;;`,
    `${b};cash;ann;T;1;3,50;EUR;`,
    `${c};cash;ann;T;0;3,50;EUR;`,
  ];
  const first = await imported(`${lines.join('\n')}\n`, { mapping: { 'Paid by': null }, decimal: ',' });
  expect(rowsOf(first)).toEqual({ read: 4, created: 1, duplicate: 0, rejected: 3 });
  const rejects = await rejectsOf(first);
  return { a, c, first, rejects, corrected: rejects.replace(';none;', ';4;').replace(';T;0;', ';T;5;') };
}

describe('the rejects of an import', () => {
  test('bring in what was corrected, as that import was read, and reject the rest on its line', async () => {
    const { a, c, first, rejects, corrected } = await shopFile();
    const fileName = `rejects-${first.pk} (1).csv`;
    const half = await imported(rejects.replace(';none;', ';4;'), { fileName });
    expect(rowsOf(half)).toEqual({ read: 3, created: 2, duplicate: 0, rejected: 1 });
    expect(half.understood).toMatchObject({ delimiter: ';', decimal: ',', rejectsOf: first.pk });
    const [order] = await ordersOf([a]);
    expect(order).toMatchObject({ currency: 'EUR', total: 2 * 350 + 4 * 125, note: 'two\nlines; Zoë' });
    // The line number is that in the file of rejects.
    expect(await rejectsOf(half)).toMatch(new RegExp(`^5,quantity,.*"${c};cash;ann;T;0;3,50;EUR;"$`, 'm'));

    const whole = await imported(corrected, { fileName: 'renamed.csv', rejectsOf: first.pk });
    expect(rowsOf(whole)).toEqual({ read: 3, created: 1, duplicate: 2, rejected: 0 });
    expect(await ordersOf([c])).toMatchObject([{ total: 5 * 350 }]);
  });

  test('may come as a spreadsheet saves them', async () => {
    const { first, corrected } = await shopFile();
    const given = { rejectsOf: first.pk };
    const rows = { read: 3, created: 3, duplicate: 0, rejected: 0 };
    const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(corrected, 'utf16le')]);
    expect(rowsOf(await imported(wide, given))).toEqual(rows);
    const again = { ...rows, created: 0, duplicate: 3 };
    expect(rowsOf(await imported(gzipSync(`\ufeff${corrected}`), given))).toEqual(again);
    const latin = await imported(Buffer.from(corrected, 'latin1'), given);
    expect(rowsOf(latin)).toEqual(again);
    expect(latin.understood).toMatchObject({ encoding: 'windows-1252', guessed: ['encoding'] });
  });

  test('are refused when nobody says whose they are, or they are somebody else’s', async () => {
    const { first, corrected } = await shopFile();
    const refused = { status: 'FAILED', reason: expect.stringContaining('"rejectsOf"'), read: 0 };
    expect(await imported(corrected)).toMatchObject(refused);
    expect(await imported(corrected, { rejectsOf: first.pk }, 'eve')).toMatchObject(refused);
  });

  test('begin with a byte order mark when their importer asked for it', async () => {
    const bad = 'orderId,userId,sku,quantity,unitPrice,currency\nx,ann,T,0,5,EUR\n';
    expect(await rejectsOf(await imported(bad, { rejectsBom: true }))).toMatch(/^\ufeffline,/);
    expect(await rejectsOf(await imported(bad))).toMatch(/^line,/);
  });
});
