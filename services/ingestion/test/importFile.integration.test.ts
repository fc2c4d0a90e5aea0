import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { newOrderItem } from '@orderflow/domain';
import { createOnce } from '@orderflow/idempotency';
import { commitChunk } from '../src/models/commitChunk.ts';
import { failImport } from '../src/models/failImport.ts';
import {
  clients,
  HEADER,
  importText,
  NOW,
  ordersOf,
  ownQueues,
  plan,
  rejectsOf,
  rowsOf,
  runChunk,
  stateOf,
  store,
  takeChunks,
  upload,
} from './testImports.ts';

beforeAll(ownQueues);

/** A file of good, repeated, conflicting and bad rows over several chunks; ids begin with `id`. */
function mixedFile(id: string) {
  const good = Array.from({ length: 40 }, (_, index) => `${id}-${index},ann,TEA-1,2,350,EUR,,`);
  const bad = [
    `${id} x,ann,TEA-1,0,350,EUR,"two, faults",`,
    `${id}-50,ann,TEA-1,2,350,EUR`,
    `${id}-51,ann,TEA-1,2,350,EUR,5" pipe,`,
    `"${id}-52",ann,TEA-1,2,350,XXX,"ä ""€""\n😀",2026-01-01T00:00:00Z`,
    `=1+1,ann,TEA-1,2,350,EUR,,`,
    `${id}-53,ann,TEA-1,2,350,EUR,,2026-02-30T00:00:00Z`,
    `${id}-0,ann,TEA-1,3,350,EUR,,`,
  ];
  const repeated = [good[0], good[39], `"${id}-1","ann","TEA-1","2","350","EUR","",""`];
  const records = [...good.slice(0, 20), ...bad, ...good.slice(20), ...repeated] as string[];
  const text = HEADER + records.join('\r\n');
  const reject = (record: string, column: string, reason: string, shown = record) => {
    const line = text.slice(0, text.indexOf(record)).split('\n').length;
    return `${line},${column},"${reason}","${shown.replaceAll('"', '""')}"\n`;
  };
  const [two, few, quote, currency, formula, time, conflict] = bad as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const rejects = [
    'line,column,reason,record\n',
    reject(
      two,
      'orderId',
      'must be 1 to 64 characters of A-Z a-z 0-9 _ . : -, and not . or ..; quantity must be a whole number from 1 to 10000',
    ),
    reject(few, '', 'has 6 cells, the header 8'),
    reject(quote, '', 'a double quote or a line end is not where RFC 4180 allows one'),
    reject(currency, 'currency', 'must be an ISO 4217 currency code such as EUR'),
    reject(
      formula,
      'orderId',
      'must be 1 to 64 characters of A-Z a-z 0-9 _ . : -, and not . or ..',
      `'${formula}`,
    ),
    reject(time, 'createdAt', 'must be empty or an RFC 3339 date and time such as 2026-01-31T12:00:00Z'),
    reject(
      conflict,
      'orderId',
      'is the id of another order, with other content, on line 2; rows of one order must stand next to each other',
    ),
  ];
  return { text, rejects: rejects.join(''), ids: good.map((_, index) => `${id}-${index}`) };
}

describe('an import', () => {
  test('makes an order of every good row, counts every row and explains every bad one', async () => {
    const { text, rejects, ids } = mixedFile(randomUUID().slice(0, 8));
    const file = await upload(text);
    const planned = await plan(file);
    const chunks = await takeChunks();
    expect(chunks.length).toBeGreaterThan(3);
    expect(planned).toMatchObject({
      status: 'PROCESSING',
      chunksTotal: chunks.length,
      bytesTotal: Buffer.byteLength(text),
    });
    for (const chunk of chunks) await runChunk(chunk);

    const done = await stateOf(planned.pk);
    expect(done).toMatchObject({
      status: 'COMPLETED',
      owner: 'shared',
      read: 50,
      created: 40,
      duplicate: 3,
      rejected: 7,
      chunksDone: chunks.length,
      bytesDone: Buffer.byteLength(text),
      finishedAt: NOW.toISOString(),
      event: { type: 'import.completed.v1', correlationId: planned.pk },
    });
    expect(await rejectsOf(planned.pk)).toBe(rejects);
    const orders = await ordersOf(ids);
    expect(orders.map(({ pk }) => pk)).toEqual(ids.toSorted());
    expect(orders[0]).toEqual({
      pk: ids[0],
      userId: 'ann',
      status: 'PENDING',
      currency: 'EUR',
      lines: [{ sku: 'TEA-1', quantity: 2, unitPrice: 350 }],
      total: 700,
      createdAt: NOW.toISOString().replace('Z', '000002Z'),
      fingerprint: expect.any(String),
      row: `${planned.pk}#2`,
      event: {
        id: expect.any(String),
        type: 'order.created.v1',
        time: NOW.toISOString(),
        correlationId: planned.pk,
      },
    });
  });

  test('of the same file again creates nothing: all duplicates', async () => {
    const { text } = mixedFile(randomUUID().slice(0, 8));
    await importText(text);
    expect(rowsOf(await importText(text))).toEqual({ read: 50, created: 0, duplicate: 43, rejected: 7 });
  });

  test('of a corrected file with the same ids rejects what is different and touches nothing', async () => {
    const { text, ids } = mixedFile(randomUUID().slice(0, 8));
    await importText(text);
    const before = await ordersOf(ids);
    const again = await importText(text.replaceAll('TEA-1,2,350', 'TEA-1,2,360'));
    expect(rowsOf(again)).toEqual({ read: 50, created: 0, duplicate: 1, rejected: 49 });
    expect(await ordersOf(ids)).toEqual(before);
  });

  test('compares with orders that came over HTTP too', async () => {
    const id = randomUUID();
    const content = {
      orderId: id,
      userId: 'ann',
      currency: 'EUR' as const,
      lines: [{ sku: 'T', quantity: 1, unitPrice: 5 }],
    };
    await createOnce(
      store.client,
      store.orders,
      newOrderItem(content, { correlationId: 'c', now: new Date() }),
    );
    const done = await importText(`${HEADER}${id},ann,T,1,5,EUR,,\n${id},bob,T,1,5,EUR,,\n`);
    expect(rowsOf(done)).toEqual({ read: 2, created: 0, duplicate: 1, rejected: 1 });
  });

  test('takes what a row says about its time and note', async () => {
    const id = randomUUID();
    await importText(`${HEADER}${id},ann,T,1,5,EUR,"a\nb",2026-01-31T12:00:00+01:00\n`);
    expect(await ordersOf([id])).toMatchObject([{ note: 'a\nb', createdAt: '2026-01-31T11:00:00.000Z' }]);
  });

  test('of a header alone is complete with no row', async () => {
    const done = await importText(HEADER);
    expect(done).toMatchObject({ status: 'COMPLETED', read: 0, chunksTotal: 0, bytesDone: HEADER.length });
    expect(await rejectsOf(done.pk)).toBeUndefined();
  });

  test('without rejects has no rejects file', async () => {
    const done = await importText(`${HEADER}${randomUUID()},ann,T,1,5,EUR,,\n`);
    expect(done).toMatchObject({ status: 'COMPLETED', created: 1 });
    expect(await rejectsOf(done.pk)).toBeUndefined();
  });

  test.each([
    ['UTF-16', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le'), { encoding: 'utf-16le' }],
    ['gzip', (text: string) => gzipSync(text), { compression: 'gzip' }],
    [
      'Windows-1252 with semicolons and CRLF',
      (text: string) => Buffer.from(text.replaceAll(',', ';').replaceAll('\n', '\r\n'), 'latin1'),
      { encoding: 'windows-1252', delimiter: ';', guessed: ['encoding'] },
    ],
  ])(
    'of a file of %s, in chunks, comes to the same orders, and says how it was read',
    async (_, write, how) => {
      const ids = Array.from({ length: 30 }, () => randomUUID());
      const rows = ids.map((id) => `${id},ann,T,1,5,EUR,Zoë,\n`);
      const done = await importText(write(`${HEADER}${rows.join('')}`));
      expect(done).toMatchObject({ status: 'COMPLETED', read: 30, created: 30, understood: how });
      expect(done.chunksDone).toBeGreaterThan(3);
      expect(done.bytesDone).toBe(done.bytesTotal);
      expect(new Set((await ordersOf(ids)).map(({ note }) => note))).toEqual(new Set(['Zoë']));
      expect((await importText(`${HEADER}${rows.join('')}`)).duplicate).toBe(30);
    },
  );

  test('makes one order of the rows of one id, over the edges of chunks too, with prices that have decimals', async () => {
    const ids = Array.from({ length: 20 }, () => randomUUID());
    const names = HEADER.trim().replaceAll(',', ';');
    const rows = ids.flatMap((id) => ['T', 'U', 'V'].map((sku) => `${id};ann;${sku};2;1,50;EUR;;`));
    const text = [names, ...rows, ''].join('\r\n');
    const done = await importText(text);
    expect(done).toMatchObject({ read: 60, created: 60, understood: { decimal: ',', guessed: ['decimal'] } });
    expect(done.chunksDone).toBeGreaterThan(3);
    for (const { lines, total } of await ordersOf(ids)) {
      expect([lines.map(({ sku }) => sku), total]).toEqual([['T', 'U', 'V'], 900]);
    }
    expect(rowsOf(await importText(text))).toEqual({ read: 60, created: 0, duplicate: 60, rejected: 0 });
    const apart = [names, rows[0], rows[3], rows[1], '']
      .join('\n')
      .replaceAll(ids[0] as string, randomUUID());
    const parted = await importText(apart);
    expect(rowsOf(parted)).toMatchObject({ read: 3, created: 1, rejected: 2 });
    expect(await rejectsOf(parted.pk)).toMatch(/^4,orderId,.*on line 2; rows of one order must stand next/m);
  });

  test('of a record that is too long, and of one that is not UTF-8, rejects these alone', async () => {
    const [a, b] = [randomUUID(), randomUUID()];
    const row = (id: string, note: string) => `${id},ann,T,1,5,EUR,${note},\n`;
    const text = Buffer.concat([
      Buffer.from(HEADER + row(a, 'é') + row('x', '"'.concat('y\n'.repeat(35_000), '"'))),
      Buffer.from(row('z', 'ü'), 'latin1'),
      Buffer.from(row(b, 'é')),
    ]);
    const done = await importText(text);
    expect(rowsOf(done)).toEqual({ read: 4, created: 2, duplicate: 0, rejected: 2 });
    const rejects = await rejectsOf(done.pk);
    expect(rejects).toMatch(/^3,,"is longer than 65536 bytes: it ends on line 35003. Is a double quote/m);
    expect(rejects).toMatch(/^35004,note,"has bytes that are not UTF-8: FC/m);
  });

  test('of one upload is one import, however often it is notified; a second upload is another', async () => {
    const text = `${HEADER}${randomUUID()},ann,T,1,5,EUR,,\n`;
    const file = await upload(text);
    const [one, same] = [await plan(file), await plan(file)];
    expect(same.pk).toBe(one.pk);
    for (const chunk of await takeChunks()) await runChunk(chunk);
    expect((await plan(file)).status).toBe('COMPLETED');
    expect((await plan(await upload(text, file.key))).pk).not.toBe(one.pk);
    for (const chunk of await takeChunks()) await runChunk(chunk);
  });
});

describe('an import fails, with a reason, for', () => {
  const cases: [string, string | Buffer, string][] = [
    ['an empty file', '', 'The file is empty: it has no header.'],
    ['nothing but empty lines', '\n\r\n\n', 'The file is empty: it has no header.'],
    [
      'a file over the limit',
      HEADER + 'x'.repeat(100_000),
      'The file has 100062 bytes; the limit is 100000. Cut it into smaller files.',
    ],
    [
      'no header',
      'o-1,ann,T,1,5,EUR\n',
      'Line 1 is not the header: it lacks columns orderId, userId, sku, quantity, unitPrice and 1 more and has the unknown columns "o-1", "ann", "T", "1", "5" and 1 more.',
    ],
    ['a column twice', HEADER.replace('note', 'sku'), 'Line 1 is not the header: it has column sku twice.'],
    ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x6f, 0, 0, 0]), 'The file is UTF-32.'],
    ['gzip that is cut off', gzipSync(HEADER).subarray(0, -9), 'The gzip file is damaged or cut off'],
    [
      'gzip over the limit',
      gzipSync(`${HEADER}${'\n'.repeat(100_000)}`),
      'The file has more than 100000 bytes when it is unpacked',
    ],
    [
      'an open quote',
      `${HEADER}\no,ann,T,1,5,EUR,"x,\n\n`,
      'Line 3 opens a double quote that is never closed.',
    ],
  ];
  test.each(cases)('%s', async (_, text, reason) => {
    const failed = await importText(text);
    expect(failed).toMatchObject({ status: 'FAILED', finishedAt: NOW.toISOString(), read: 0, chunksDone: 0 });
    expect(failed.reason).toContain(reason);
    expect(await takeChunks()).toEqual([]);
  });

  test('a content encoding', async () => {
    const failed = await plan(await upload(HEADER, undefined, { ContentEncoding: 'gzip' }));
    expect(failed).toMatchObject({
      status: 'FAILED',
      reason: expect.stringContaining('Content-Encoding gzip'),
    });
    expect(await plan(await upload(HEADER, undefined, { ContentEncoding: 'aws-chunked' }))).toMatchObject({
      status: 'COMPLETED',
    });
  });

  test('a file that is replaced before it is planned, or gone', async () => {
    const file = await upload(HEADER);
    await upload(`${HEADER}\n`, file.key);
    expect(await plan(file)).toMatchObject({ status: 'FAILED', reason: expect.stringContaining('replaced') });
    await upload('', file.key);
    expect(await plan({ ...file, sequencer: randomUUID() })).toMatchObject({
      reason: expect.stringContaining('replaced'),
    });
    const gone = { ...file, key: `incoming/${randomUUID()}.csv` };
    expect(await plan(gone)).toMatchObject({ status: 'FAILED', reason: expect.stringContaining('deleted') });
  });

  test('a file that is replaced between plan and chunk; chunks that are left do nothing', async () => {
    const id = randomUUID().slice(0, 8);
    const { text } = mixedFile(id);
    const file = await upload(text);
    const { pk } = await plan(file);
    const [first, second, ...rest] = await takeChunks();
    await runChunk(first as never);
    await upload(text.replaceAll(',ann,', ',bob,'), file.key);
    expect(await runChunk(second as never)).toMatchObject({
      status: 'FAILED',
      reason: expect.stringContaining('replaced'),
    });
    const failed = await stateOf(pk);
    for (const chunk of rest) await runChunk(chunk);
    // From an executor that began earlier:
    await commitChunk(second as never, { read: 9, created: 9, duplicate: 0, rejected: 0 }, NOW, store);
    expect(await stateOf(pk)).toEqual(failed);
    const ids = Array.from({ length: 40 }, (_, index) => `${id}-${index}`);
    expect(new Set((await ordersOf(ids)).map(({ userId }) => userId))).toEqual(new Set(['ann']));
  });
});

test('an import that is complete does not fail any more', async () => {
  const done = await importText(`${HEADER}${randomUUID()},ann,T,1,5,EUR,,\n`);
  const asRead = { ...done, status: 'PROCESSING' as const };
  expect(await failImport(done, 'too late', NOW, store)).toEqual(done);
  expect(await failImport(asRead, 'too late', NOW, store)).toEqual(done);
  expect(await stateOf(done.pk)).toEqual(done);
});

test('a chunk of an import that does not exist is an error', async () => {
  const message = {
    importId: randomUUID(),
    index: 0,
    start: 0,
    end: 1,
    firstLine: 2,
    columns: ['a'],
    object: { key: 'k', etag: 'e' },
    correlationId: 'c',
  };
  await expect(runChunk(message, clients)).rejects.toThrow('there is no import');
});
