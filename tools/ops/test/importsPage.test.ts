import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { FakeQueues, fakeStage } from '../src/testing.ts';
import { FakeImports } from './fakeImports.ts';
import { consoleOf, firstLoad, inBrowser } from './pages.ts';

let server: Awaited<ReturnType<typeof consoleOf>>;
let origin: string;
const imports = new FakeImports();
beforeAll(async () => {
  server = await consoleOf(fakeStage(new FakeQueues()), { imports });
  origin = server.origin;
});
afterAll(() => server.close());
beforeEach(() => imports.states.clear());

const bytesType = { 'content-type': 'application/octet-stream' };
const piece = (headers: Record<string, string>, body = 'x') =>
  fetch(`${origin}/console/api/upload?id=import-1&offset=0&size=1`, { method: 'POST', headers, body });

test('the page is small and asks for nothing from elsewhere', async () => {
  const page = `${origin}/console/imports`;
  const { bytes, html } = await firstLoad(page, `${page}.js`, `${page}.css`);
  expect(bytes).toBeLessThan(50 * 1024);
  expect(html).not.toMatch(/(src|href)="http/);
});

test('a page elsewhere can neither import nor upload nor commit nor undo', async () => {
  imports.uploaded = Buffer.alloc(0);
  imports.wanted = undefined;
  expect((await piece({ ...bytesType, origin: 'http://evil.example' })).status).toBe(403);
  expect((await piece(bytesType)).status).toBe(403);
  expect((await piece({ 'content-type': 'text/plain', origin })).status).toBe(403);
  for (const name of ['import', 'commit', 'undo']) {
    const answer = await fetch(`${origin}/console/api/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain', origin },
      body: JSON.stringify({ id: 'import-1', wanted: { fileName: 'x.csv' } }),
    });
    expect(answer.status).toBe(403);
  }
  expect(imports.wanted).toBeUndefined();
  expect(imports.uploaded).toHaveLength(0);
});

test('a piece of a file has an end', async () => {
  const answer = await piece({ ...bytesType, origin }, 'x'.repeat(9 * 1024 * 1024));
  expect(answer.status).toBe(500);
  expect(await answer.json()).toMatchObject({ detail: expect.stringContaining('bytes at most') });
});

test('where no file can be imported, nothing leads to the page', async () => {
  const without = await consoleOf(fakeStage(new FakeQueues()));
  const api = `${without.origin}/console/api`;
  expect(await (await fetch(`${api}/overview`)).json()).toMatchObject({ mayImport: false });
  expect(await (await fetch(`${api}/imports`)).json()).toMatchObject({
    detail: expect.stringContaining('local copy only'),
  });
  without.close();
});

inBrowser((newPage) => {
  const open = async (width = 1280, colorScheme: 'light' | 'dark' = 'light', id = ''): Promise<Page> => {
    const page = await newPage({ viewport: { width, height: 800 }, colorScheme });
    await page.goto(`${origin}/console/imports${id && `#${id}`}`);
    await page.getByRole('heading', { name: 'Import a file' }).waitFor();
    return page;
  };
  const choose = (page: Page, text: string, name = 'orders.csv') =>
    page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

  const rows = { read: 1_003, created: 1_000, duplicate: 1, rejected: 2 };
  const preview = {
    rows,
    sums: { EUR: 123_450, JPY: 7 },
    rejects: [
      { line: 4, column: 'quantity', reason: 'must be >= 1', record: '<img src=x onerror=alert(1)>' },
      { line: 5, column: '', reason: 'has a long word', record: 'x'.repeat(300) },
    ],
  };
  const understood = {
    encoding: 'windows-1252',
    delimiter: ';',
    columns: [
      { header: 'Bestellnummer', column: 'orderId', by: 'alias' as const },
      { header: 'Filiale', by: 'ignored' as const },
    ],
    guessed: ['encoding', 'columns'],
  };
  const previewed = { status: 'PREVIEWED' as const, rows, preview, understood };

  test('how a file was read is kept as a template, and the next one is read so', async () => {
    const page = await open();
    await choose(page, 'Bestellnummer;Filiale\n1;x\n');
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByRole('heading', { name: 'Waiting for orders.csv' }).waitFor();
    imports.change('import-1', previewed);
    await page.getByText('Keep how this file is read as a template').click();
    await page.getByLabel('Name').fill('Shop-1');
    await page.getByRole('button', { name: 'Keep' }).click();
    await page.getByLabel('Read as the template').selectOption('Shop-1');
    expect(imports.kept).toEqual(['Shop-1']);
    await choose(page, 'Bestellnummer;Filiale\n2;x\n', 'next.csv');
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByRole('heading', { name: 'Waiting for next.csv' }).waitFor();
    expect(imports.wanted).toMatchObject({ fileName: 'next.csv', template: 'Shop-1' });
    imports.kept.length = 0;
    await page.close();
  });

  test('with the keyboard alone: preview, import, its pace, its end, its undo', async () => {
    const page = await open();
    await choose(page, 'Bestellnummer;Filiale\n1;x\n');
    await page.getByRole('button', { name: 'Preview' }).press('Enter');
    await page.getByRole('heading', { name: 'Waiting for orders.csv' }).waitFor();
    expect(imports.wanted).toEqual({ fileName: 'orders.csv', dryRun: true, rejectsBom: true });
    expect(imports.uploaded.toString()).toBe('Bestellnummer;Filiale\n1;x\n');
    imports.change('import-1', previewed);

    const title = page.getByRole('heading', { name: 'What orders.csv would come to' });
    await title.waitFor();
    expect(await title.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
    await page.getByRole('row', { name: 'Bestellnummer orderId guessed' }).waitFor();
    await page.getByText('€1,234.50').waitFor();
    // The content of a row stays text.
    await page.getByText('<img src=x onerror=alert(1)>').waitFor();
    expect(await page.locator('img').count()).toBe(0);

    await page.getByRole('button', { name: 'Import 1,000 new rows' }).press('Enter');
    await page.getByRole('heading', { name: 'Importing orders.csv' }).waitFor();
    const progress = { rowsPerSecond: 1_200, secondsLeft: 61 };
    imports.change('import-1', { bytes: { done: 100, total: 300 }, progress });
    await page.getByText('1,200 a second, 1 min 1 s left').waitFor();
    imports.change('import-1', { status: 'COMPLETED' });
    await page.getByRole('heading', { name: 'orders.csv is imported' }).waitFor();
    await page.getByText('completed').waitFor();

    await page.getByRole('button', { name: 'Undo…' }).press('Enter');
    await page.getByRole('button', { name: 'Cancel orders' }).press('Enter');
    await page.getByRole('heading', { name: 'orders.csv is being undone' }).waitFor();
    const undo = {
      status: 'COMPLETED' as const,
      chunks: { done: 2, total: 2 },
      orders: { cancelled: 997, ended: 1, kept: 2 },
      keptUrl: `${origin}/kept`,
    };
    imports.change('import-1', { undo });
    await page.getByRole('heading', { name: 'orders.csv is undone' }).waitFor();
    await page.getByText('997').waitFor();
    await page.getByRole('button', { name: 'Download orders that stay' }).waitFor();
    await page.close();
  });

  test('what is said of the file goes with it: a column that has another name, one to ignore, the decimal mark', async () => {
    const page = await open();
    await choose(page, 'sep=;\r\n"Best;Nr";Preis\r\n');
    await page.getByText('Columns: say which is which').press('Enter');
    await page.getByLabel('Best;Nr').selectOption('orderId');
    await page.getByLabel('Preis', { exact: true }).selectOption('ignored');
    await page.getByText('How the file is read').press('Enter');
    await page.getByLabel('Decimal mark of prices').selectOption(',');
    await page.getByLabel('Between cells').selectOption('tab');
    await page.getByLabel('Time zone of dates').fill('Europe/Berlin');
    await page.getByLabel('Ignore columns').check();
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByRole('heading', { name: 'Waiting for orders.csv' }).waitFor();
    expect(imports.wanted).toEqual({
      fileName: 'orders.csv',
      dryRun: true,
      rejectsBom: true,
      mapping: { 'Best;Nr': 'orderId', Preis: null },
      ignoreUnknown: true,
      delimiter: '\t',
      decimal: ',',
      timeZone: 'Europe/Berlin',
    });
    await page.close();
  });

  test('a file that is dropped is uploaded whole, in pieces', async () => {
    const page = await open();
    await page.locator('.dropzone').evaluate((zone) => {
      const { DataTransfer, File, DragEvent } = zone.ownerDocument
        .defaultView as unknown as typeof globalThis & {
        DataTransfer: new () => { items: { add(file: unknown): void } };
        DragEvent: new (type: string, init: object) => Event;
      };
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['orderId\n', 'x'.repeat(9_000_000)], 'big.csv'));
      zone.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    });
    await page.getByText('9,000,008 bytes').waitFor();
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByRole('heading', { name: 'Waiting for big.csv' }).waitFor();
    expect(imports.uploaded).toHaveLength(9_000_008);
    expect(imports.uploaded.toString('latin1', 0, 10)).toBe('orderId\nxx');
    await page.close();
  });

  test('what fails is said, and the file is there to be tried again', async () => {
    const page = await open();
    await choose(page, 'x\n', 'x.csv');
    imports.fails = new Error('The upload was refused with 403');
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByRole('alert').getByText('refused with 403').waitFor();
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByRole('heading', { name: 'Waiting for x.csv' }).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
    imports.change('import-1', { status: 'FAILED', reason: 'Line 1 is not the header' });
    await page.getByRole('alert').getByText('Line 1 is not the header').waitFor();
    await page.close();
  });

  test('an import is opened again by its address, and one that is not there says so', async () => {
    await imports.create({ fileName: 'old.csv' });
    imports.change('import-1', previewed);
    const page = await open(390, 'light', 'import-1');
    await page.getByRole('heading', { name: 'What old.csv would come to' }).waitFor();
    await page.close();
    const other = await open(390, 'light', 'import-9');
    await other.getByRole('alert').getByText('There is no such import').waitFor();
    await other.getByRole('button', { name: 'old.csv' }).press('Enter');
    await other.getByRole('heading', { name: 'What old.csv would come to' }).waitFor();
    await other.close();
  });

  test.each([
    [1280, 'light'],
    [1280, 'dark'],
    [390, 'light'],
    [390, 'dark'],
  ] as const)('at %i pixels, %s, nothing is wider than the page', async (width, scheme) => {
    await imports.create({ fileName: `${'long-name-'.repeat(20)}.csv` });
    imports.change('import-1', { ...previewed, rejectsUrl: `${origin}/rejects` });
    const page = await open(width, scheme, 'import-1');
    await page.getByRole('button', { name: 'Download rejected rows' }).waitFor();
    await choose(page, `${'a-long-name'.repeat(20)},b\n`, `${'another-name-'.repeat(15)}.csv`);
    await page.getByText('Columns: say which is which').click();
    await page.getByText('How the file is read').click();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    const shots = process.env['ORDERFLOW_SHOTS'];
    if (shots) await page.screenshot({ path: `${shots}/imports-${width}-${scheme}.png`, fullPage: true });
    await page.close();
  });
});
