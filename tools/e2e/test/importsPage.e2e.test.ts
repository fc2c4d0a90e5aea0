import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { afterAll, describe, expect, test } from '@jest/globals';
import { type Browser, chromium } from 'playwright-core';
import { eventually, type Order, Person } from '../src/index.ts';
import { urlOf } from '../src/system.ts';

const executablePath = '/usr/bin/chromium';
const hasChromium = existsSync(executablePath);
if (!hasChromium) process.stderr.write(`SKIPPED: the console's imports, as there is no ${executablePath}\n`);

let browser: Browser | undefined;
afterAll(() => browser?.close());

(hasChromium ? describe : describe.skip)('the page of imports', () => {
  test('takes a file as a spreadsheet writes it: preview, import, rejected rows, undo', async () => {
    const ada = new Person();
    const [good, bad] = [randomUUID(), randomUUID()];
    const lines = [
      'Bestellnummer;Kunde;Artikel;Menge;Preis;Währung;Bemerkung',
      `${good};${ada.sub};NOBODY-HAS-THIS;2;3,50;EUR;für später`,
      `${bad};${ada.sub};NOBODY-HAS-THIS;keine;3,50;EUR;`,
    ];
    const buffer = Buffer.from(`${lines.join('\r\n')}\r\n`, 'latin1');

    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
    const page = await browser.newPage();
    page.setDefaultTimeout(120_000);
    await page.goto(urlOf('/console'));
    await page.getByRole('link', { name: 'Import a file' }).click();
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'Bestellungen.csv', mimeType: 'text/csv', buffer });
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByRole('heading', { name: 'What Bestellungen.csv would come to' }).waitFor();
    await page.getByRole('row', { name: 'Währung currency guessed' }).waitFor();
    await page.getByText('€7.00').waitFor();
    expect((await ada.get<{ items: Order[] }>('/orders')).body.items).toEqual([]);

    await page.getByRole('button', { name: 'Import 1 new row' }).click();
    await page.getByRole('heading', { name: 'Bestellungen.csv is imported' }).waitFor();
    await eventually(async () => {
      const { body } = await ada.get<{ items: Order[] }>('/orders');
      expect(body.items).toMatchObject([{ orderId: good, total: 700, note: 'für später' }]);
    });

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download rejected rows' }).click(),
    ]);
    expect(await readFile(await download.path(), 'utf8')).toMatch(
      /^\ufeffline,column,reason,record\n3,quantity,/,
    );

    await page.getByRole('button', { name: 'Undo…' }).click();
    await page.getByRole('button', { name: 'Cancel orders' }).click();
    await page.getByRole('heading', { name: 'Bestellungen.csv is undone' }).waitFor();
    // There is no stock: the order ends as rejected or as cancelled, whichever comes first.
    const { body } = await ada.get<{ items: Order[] }>('/orders');
    expect(['CANCELLED', 'REJECTED']).toContain(body.items[0]?.status);
    await page.close();
  }, 240_000);
});
