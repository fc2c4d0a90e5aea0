import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { type Browser, chromium, type Page } from 'playwright-core';
import { drain, sendTo } from '../src/index.ts';
import { urlOf } from '../src/system.ts';

const executablePath = '/usr/bin/chromium';
const hasChromium = existsSync(executablePath);
if (!hasChromium) process.stderr.write(`SKIPPED: the console's map, as there is no ${executablePath}\n`);

let browser: Browser | undefined;
afterAll(() => browser?.close());

async function openConsole(width: number): Promise<Page> {
  browser ??= await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  const page = await browser.newPage({ viewport: { width, height: 800 } });
  page.setDefaultTimeout(120_000);
  await page.goto(urlOf('/console'));
  await page.locator('.card').first().waitFor();
  return page;
}

/** Saves a picture of the map, if ORDERFLOW_SHOTS names a folder. */
async function photograph(page: Page, name: string): Promise<void> {
  const dir = process.env['ORDERFLOW_SHOTS'];
  if (!dir) return;
  await mkdir(dir, { recursive: true });
  await page.locator('.system').screenshot({ path: join(dir, `${name}.png`) });
}

(hasChromium ? describe : describe.skip)('the map of the console', () => {
  test('shows the dead letter of a poison message, and opens it', async () => {
    const poison = `poison ${randomUUID()}`;
    await drain('erase-orders-dlq');
    const page = await openConsole(1280);
    await sendTo('erase-orders', poison);
    const dlq = page.getByRole('button', { name: 'erase-orders-dlq 1' });
    await dlq.waitFor();
    expect(await page.locator('[data-card$="-erase-orders"]').getAttribute('class')).toContain('bad');
    await photograph(page, 'map');
    await dlq.click();
    await page.getByRole('heading', { name: 'erase-orders-dlq dead-letter' }).waitFor();
    await page.getByText(poison).waitFor();
    await page.close();
    expect(await drain('erase-orders-dlq')).toEqual([poison]);
  }, 240_000);

  test('has every queue and every function of the running system, at both widths', async () => {
    const { nodes } = (await (await fetch(urlOf('/console/api/map?form=wide'))).json()) as {
      nodes: { id: string; kind: string }[];
    };
    const page = await openConsole(1280);
    const drawn = await page.locator('[data-part]').evaluateAll((all) => all.map((one) => one.dataset.part));
    expect(drawn.sort()).toEqual(nodes.map(({ id }) => id).sort());
    await page.close();
    const phone = await openConsole(390);
    expect((await phone.locator('.system').boundingBox())?.width).toBeLessThanOrEqual(390);
    await phone.close();
  }, 240_000);
});
