import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import {
  confirmed,
  eventually,
  type ImportState,
  listen,
  mailbox,
  type Order,
  Person,
  uploadCsv,
} from '../src/index.ts';

const HEADER = 'orderId,userId,sku,quantity,unitPrice,currency,note';
const importer = () => new Person(undefined, 'imports:write');

const row = (id: string, { user = 'nobody', quantity = '1', note = '' } = {}) =>
  `${id},${user},NOBODY-HAS-THIS,${quantity},100,EUR,${note}`;

const finished = (person: Person, importId: string) =>
  eventually(async () => {
    const { body } = await person.get<ImportState>(`/imports/${importId}`);
    expect(['COMPLETED', 'FAILED']).toContain(body.status);
    return body;
  }, 120);

async function dropped(person: Person, csv: string | Uint8Array): Promise<ImportState> {
  return finished(person, await uploadCsv(person, csv));
}

describe('an import', () => {
  test('counts every row and explains each that it refuses', async () => {
    const listener = await listen();
    const ada = importer();
    const [a, b, c] = [randomUUID(), randomUUID(), randomUUID()];
    const bad = `${row(b, { quantity: '0' }).slice(0, -1)},"two\nlines, ""quoted"""`;
    const lines = [HEADER, row(a), row(a), row(a, { quantity: '2' }), bad, row(c)];
    const result = await dropped(ada, `${lines.join('\r\n')}\r\n`);
    expect(result).toMatchObject({
      status: 'COMPLETED',
      rows: { read: 5, created: 2, duplicate: 1, rejected: 2 },
      chunks: { done: 1, total: 1 },
    });
    expect(result.bytes.done).toBe(result.bytes.total);

    const rejects = await (await fetch(String(result.rejectsUrl))).text();
    const { body: list } = await ada.get<{ items: ImportState[] }>('/imports');
    expect(await (await fetch(String(list.items[0]?.rejectsUrl))).text()).toBe(rejects);
    expect(rejects).toContain('line,column,reason,record');
    expect(rejects).toMatch(new RegExp(`^4,orderId,[^\\n]*"${lines[3]}"`, 'm'));
    expect(rejects).toContain(`"${bad.replaceAll('"', '""')}"`);
    expect(rejects).toMatch(/^5,quantity,/m);

    const events: { type: string; subject: string }[] = [];
    await eventually(async () => {
      events.push(...(await listener.events()));
      expect(events).toContainEqual(
        expect.objectContaining({ type: 'import.completed.v1', subject: result.importId }),
      );
    });
  });

  test('makes orders that flow like any other', async () => {
    const ada = importer();
    const orderId = randomUUID();
    await dropped(ada, `${HEADER}\n${row(orderId, { user: ada.sub })}\n`);
    await eventually(async () => {
      const { body } = await ada.get<{ items: Order[] }>('/orders');
      expect(body.items).toMatchObject([{ orderId, status: 'REJECTED' }]);
    });
  });

  test('of the same file again, or twice at once, creates nothing', async () => {
    const csv = [HEADER, ...Array.from({ length: 200 }, () => row(randomUUID()))].join('\n');
    const ada = importer();
    const twice = await Promise.all([dropped(ada, csv), dropped(ada, csv)]);
    const sum = (key: 'created' | 'duplicate') => twice.reduce((total, { rows }) => total + rows[key], 0);
    expect([sum('created'), sum('duplicate')]).toEqual([200, 200]);
    expect((await dropped(ada, csv)).rows).toEqual({ read: 200, created: 0, duplicate: 200, rejected: 0 });
  });

  test('with other content for known ids leaves the orders as they are', async () => {
    const ada = importer();
    const ids = Array.from({ length: 10 }, () => randomUUID());
    const file = (quantity: string) =>
      [HEADER, ...ids.map((id) => row(id, { user: ada.sub, quantity }))].join('\n');
    await dropped(ada, file('1'));
    expect((await dropped(ada, file('2'))).rows).toEqual({
      read: 10,
      created: 0,
      duplicate: 0,
      rejected: 10,
    });
    const { body } = await ada.get<{ items: Order[] }>('/orders');
    expect(body.items.map(({ total }) => total)).toEqual(Array(10).fill(100));
  });

  test.each([
    ['is empty', '', /empty/i],
    ['has no header', `${row('a')}\n`, /column/i],
    ['lacks a column', 'orderId,userId\na,b\n', /sku/],
    ['has a column twice', `${HEADER},note\n`, /note/],
    ['is UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x6f, 0, 0, 0]), /UTF-32/],
    ['never closes a quote', `${HEADER}\n${row('a')}"never\n`, /quot/i],
  ])('of a file that %s fails with the reason', async (_, csv, reason) => {
    const result = await dropped(importer(), csv);
    expect(result).toMatchObject({ status: 'FAILED', rows: { read: 0, created: 0 } });
    expect(result.reason).toMatch(reason);
  });

  test('of what a spreadsheet saves is read as it is meant, and says how', async () => {
    const ada = importer();
    const id = randomUUID();
    const names = 'Order ID;Customer;Item;Qty;Price;Currency;Notes';
    const csv = Buffer.from(
      `${names}\r\n${row(id, { note: 'Zoë' }).replaceAll(',', ';')}\r\n;;;;;;\r\n`,
      'latin1',
    );
    expect(await dropped(ada, csv)).toMatchObject({
      status: 'COMPLETED',
      rows: { read: 1, created: 1 },
      understood: {
        encoding: 'windows-1252',
        delimiter: ';',
        guessed: ['encoding', 'columns'],
        columns: expect.arrayContaining([{ header: 'Qty', column: 'quantity', by: 'alias' }]),
      },
    });
  });

  test('of a dry run makes no order until it is committed, and then each once', async () => {
    const ada = importer();
    const id = randomUUID();
    const csv = `${HEADER}\n${row(id, { user: ada.sub })}\n${row(randomUUID(), { quantity: '0' })}\n`;
    const importId = await uploadCsv(ada, csv, { dryRun: true });
    const previewed = await eventually(async () => {
      const { body } = await ada.get<ImportState>(`/imports/${importId}`);
      expect(body.status).toBe('PREVIEWED');
      return body;
    }, 120);
    const rows = { read: 2, created: 1, duplicate: 0, rejected: 1 };
    expect(previewed).toMatchObject({ dryRun: true, rows, preview: { rows, sums: { EUR: 100 } } });
    expect(previewed.preview?.rejects).toMatchObject([{ line: 3 }]);
    expect(await (await fetch(String(previewed.rejectsUrl))).text()).toMatch(/^3,quantity,/m);
    expect((await ada.get<{ items: Order[] }>('/orders')).body.items).toEqual([]);

    const commit = () => ada.post<ImportState>(`/imports/${importId}/commit`);
    expect(await Promise.all([commit(), commit()])).toMatchObject([{ status: 200 }, { status: 200 }]);
    const done = await finished(ada, importId);
    expect(done).toMatchObject({ status: 'COMPLETED', rows, preview: { rows } });
    const { body: again } = await commit();
    expect(again).toMatchObject({ status: 'COMPLETED', rows });
    expect(await (await fetch(String(again.rejectsUrl))).text()).toMatch(/^3,quantity,/m);
    expect((await ada.get<{ items: Order[] }>('/orders')).body.items).toMatchObject([{ orderId: id }]);
  });

  test('of its own rejects, corrected in place, brings in what was left out', async () => {
    const ada = importer();
    const id = randomUUID();
    const names = 'Order ID;Customer;Item;Qty;Price;Currency;Notes';
    const csv = `${names}\n${row(id, { user: ada.sub, quantity: '0', note: 'Zoë' }).replaceAll(',', ';')}\n`;
    const first = await finished(ada, await uploadCsv(ada, csv, { rejectsBom: true }));
    const download = await fetch(String(first.rejectsUrl));
    const rejects = Buffer.from(await download.arrayBuffer());
    expect(rejects.subarray(0, 3)).toEqual(Buffer.from('\ufeff'));
    const fileName = /filename="(.*)"/.exec(String(download.headers.get('content-disposition')))?.[1];

    const corrected = rejects.toString().replace(';0;', ';3;');
    const again = await finished(ada, await uploadCsv(ada, corrected, { fileName }));
    expect(again).toMatchObject({
      status: 'COMPLETED',
      rows: { read: 1, created: 1, rejected: 0 },
      understood: { delimiter: ';', rejectsOf: first.importId },
    });
    const { body } = await ada.get<{ items: Order[] }>('/orders');
    expect(body.items).toMatchObject([{ orderId: id, total: 300, note: 'Zoë' }]);
    expect(await dropped(ada, corrected)).toMatchObject({
      status: 'FAILED',
      reason: expect.stringContaining('rejectsOf'),
    });
  });

  test('is read as a template says that its importer has kept', async () => {
    const ada = importer();
    const [path, id] = ['/import-templates/shop', randomUUID()];
    const template = { decimal: ',', mapping: { Nr: 'orderId', Filiale: null } };
    expect((await ada.put(path, template)).body).toEqual({ name: 'shop', ...template });
    expect((await ada.get('/import-templates')).body).toEqual({ items: [{ name: 'shop', ...template }] });
    const header = HEADER.replace('orderId', 'Nr').replaceAll(',', ';');
    const csv = `${header};Filiale\n${id};${ada.sub};NOBODY-HAS-THIS;1;3,5;EUR;;7\n`;
    const { rows } = await finished(ada, await uploadCsv(ada, csv, { template: 'shop' }));
    expect(rows).toEqual({ read: 1, created: 1, duplicate: 0, rejected: 0 });
    expect((await ada.get(`/orders/${id}`)).body).toMatchObject({ total: 350 });
    expect((await ada.call('DELETE', path)).status).toBe(200);
    await expect(uploadCsv(ada, csv, { template: 'shop' })).rejects.toThrow(/422.*\/template/);
  });

  test('tells whoever asked for it by mail how it ended, and nobody without a confirmed address', async () => {
    const ada = importer();
    await expect(uploadCsv(ada, HEADER, { notify: true })).rejects.toThrow(/422.*\/notify/);
    const address = await confirmed(ada);
    const good = await uploadCsv(ada, `${HEADER}\n${row(randomUUID())}\n${row('!')}\n`, { notify: true });
    const bad = await uploadCsv(ada, 'orderId\n', { notify: true });
    await uploadCsv(ada, `${HEADER}\n`);
    const told = await eventually(async () => {
      const mails = (await mailbox()).filter(({ to, subject }) => to === address && /import/.test(subject));
      expect(mails).toHaveLength(2);
      return mails.map(({ text }) => text).sort();
    }, 120);
    expect(told).toEqual([
      expect.stringMatching(new RegExp(`could not be imported[^]*${bad}`)),
      expect.stringMatching(new RegExp(`Rows: 2\\. Created: 1\\.[^]*Rejected: 1\\.[^]*${good}`)),
    ]);
  });

  test('that is undone gives back what has not left, and tells what has', async () => {
    const ada = new Person(undefined, 'imports:write inventory:write fulfilment:write');
    const sku = `UNDO-${randomUUID()}`;
    await ada.put(`/inventory/${sku}`, { available: 10 });
    const [stays, goes] = [randomUUID(), randomUUID()];
    const rows = [stays, goes].map((id) => `${id},${ada.sub},${sku},2,100,EUR,`);
    const { importId } = await dropped(ada, `${HEADER}\n${rows.join('\n')}\n`);
    const states = async () => {
      const { body } = await ada.get<{ items: Order[] }>('/orders');
      return Object.fromEntries(body.items.map(({ orderId, status }) => [orderId, status]));
    };
    await eventually(async () => {
      expect(await states()).toEqual({ [stays]: 'CONFIRMED', [goes]: 'CONFIRMED' });
    });
    expect((await ada.post(`/orders/${stays}/ship`, { carrier: 'DHL' })).status).toBe(200);

    const undo = () => ada.post<ImportState>(`/imports/${importId}/undo`);
    expect(await Promise.all([undo(), undo()])).toMatchObject([{ status: 200 }, { status: 200 }]);
    const undone = await eventually(async () => {
      const { body } = await undo();
      expect(body.undo).toMatchObject({
        status: 'COMPLETED',
        orders: { cancelled: 1, ended: 0, kept: 1 },
      });
      return body;
    }, 120);
    expect(await (await fetch(String(undone.undo?.keptUrl))).text()).toContain(`"${rows[0]}"`);
    expect(await states()).toEqual({ [stays]: 'SHIPPED', [goes]: 'CANCELLED' });
    expect((await ada.get(`/inventory/${sku}`)).body).toMatchObject({ available: 8, reserved: 2 });
  });

  test('that is undone at once leaves none of its orders to anybody', async () => {
    const ada = importer();
    const ids = [randomUUID(), randomUUID()];
    const rows = ids.map((id) => row(id, { user: ada.sub }));
    const { importId } = await dropped(ada, `${HEADER}\n${rows.join('\n')}\n`);
    await eventually(async () => {
      const { status, body } = await ada.post<ImportState>(`/imports/${importId}/undo`);
      expect({ status, undo: body.undo?.status }).toEqual({ status: 200, undo: 'COMPLETED' });
      const { cancelled = 0, ended = 0, kept } = body.undo?.orders ?? {};
      expect({ undone: cancelled + ended, kept }).toEqual({ undone: ids.length, kept: 0 });
    }, 120);
    const { body } = await ada.get<{ items: Order[] }>('/orders');
    expect(body.items.map(({ orderId }) => orderId).sort()).toEqual(ids.toSorted());
    for (const { status } of body.items) expect(['CANCELLED', 'REJECTED']).toContain(status);
  });

  test('is unknown to others, and listed newest first for its owner', async () => {
    const [ada, eve] = [importer(), importer()];
    const ids: string[] = [];
    for (let i = 0; i < 3; i++) ids.unshift(await uploadCsv(ada, `${HEADER}\n`));
    expect((await eve.get(`/imports/${ids[0]}`)).status).toBe(404);
    const { body } = await ada.get<{ items: ImportState[] }>('/imports?limit=100');
    const mine = body.items.map(({ importId }) => importId).filter((id) => ids.includes(id));
    expect(mine).toEqual(ids);
    expect((await new Person().get(`/imports/${ids[0]}`)).status).toBe(403);
  });

  test('replays its upload URL for the same key, and needs a key and a CSV name', async () => {
    const ada = importer();
    const key = { 'idempotency-key': randomUUID() };
    const first = await ada.post('/imports', { fileName: 'a.csv' }, key);
    const again = await ada.post('/imports', { fileName: 'a.csv' }, key);
    expect(again).toMatchObject({ status: 201, body: first.body });
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect((await ada.post('/imports', { fileName: 'b.csv' }, key)).status).toBe(422);
    expect((await ada.post('/imports', { fileName: 'a.csv' })).status).toBe(400);
    const other = { 'idempotency-key': randomUUID() };
    expect((await ada.post('/imports', { fileName: 'a.xlsx' }, other)).status).toBe(422);
  });
});
