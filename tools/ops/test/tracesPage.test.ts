import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { FakeQueues, fakeStage } from '../src/testing.ts';
import { batch, order, span, traceId } from '../src/traces/fixtures.ts';
import { keptTraces } from '../src/traces/keptTraces.ts';
import { TraceStore } from '../src/traces/traceStore.ts';
import { consoleOf, firstLoad, inBrowser } from './pages.ts';

const hostile = '<img src=x onerror=alert(1)>';

let server: Awaited<ReturnType<typeof consoleOf>>;
let url: string;
const store = new TraceStore();
beforeAll(async () => {
  const stage = fakeStage(new FakeQueues());
  stage.sources.traces = keptTraces(async () => store, stage);
  store.add([...order, ...batch]);
  store.add([
    span('s', {
      traceId: 'c'.repeat(32),
      name: hostile,
      source: `${'x'.repeat(300)}`,
      error: hostile,
      attributes: { [hostile]: hostile, long: 'y'.repeat(500) },
      links: [{ traceId, spanId: 'reserve' }],
    }),
  ]);
  server = await consoleOf(stage);
  url = `${server.origin}/console`;
});
afterAll(() => server.close());

test('the page is small and asks for nothing from elsewhere', async () => {
  const page = `${url}/traces`;
  const { bytes, html } = await firstLoad(page, `${page}.js`, `${page}.css`);
  expect(bytes).toBeLessThan(50 * 1024);
  expect(html).not.toMatch(/(src|href)="http/);
});

test('a stage that keeps no traces says where they are, and nothing leads to the page', async () => {
  const without = await consoleOf({ ...fakeStage(new FakeQueues()), name: 'prod' });
  const api = `${without.origin}/console/api`;
  expect(await (await fetch(`${api}/overview`)).json()).toMatchObject({ hasTraces: false });
  for (const what of ['traces', 'picture', 'lags'])
    expect(await (await fetch(`${api}/${what}`)).json()).toMatchObject({
      detail: expect.stringContaining('prod are not kept here: look in X-Ray'),
    });
  without.close();
});

inBrowser((newPage) => {
  const open = async (width = 1280, colorScheme: 'light' | 'dark' = 'light', find = ''): Promise<Page> => {
    const page = await newPage({ viewport: { width, height: 900 }, colorScheme });
    await page.goto(`${url}/traces${find && `#${find}`}`);
    await page.getByRole('list', { name: 'Traces' }).getByRole('button').first().waitFor();
    return page;
  };
  const spans = (page: Page) => page.getByRole('list', { name: 'Spans' });
  const texts = async (page: Page) =>
    (await spans(page).locator('.what').allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim());

  test.each([
    [1280, 'light'],
    [1280, 'dark'],
    [390, 'light'],
    [390, 'dark'],
  ] as const)(
    'at %i pixels, %s, one order is one picture, to its consumer in a batch',
    async (width, scheme) => {
      const page = await open(width, scheme);
      const box = page.getByLabel('Order, user, import');
      await box.fill('order-1');
      await box.press('Enter');
      await spans(page).waitFor();
      expect(await texts(page)).toEqual([
        'POST /orders placeOrder',
        'PutItem orders orders',
        'process orders stream publishEvents',
        'send events publishEvents',
        'process inventory reserveStock failed: LaterError',
        'process inventory reserveStock batch',
        'Transact WriteItems orders batch',
      ]);
      await page.getByText('waited 170 ms').waitFor();
      const track = (n: number) => spans(page).locator('li').nth(n).locator('.track');
      const boxOf = async (n: number, bar: string) => track(n).locator(bar).boundingBox();
      const [whole, gap, bar] = [
        await boxOf(0, 'xpath=.'),
        await boxOf(4, 'i.lag'),
        await boxOf(4, 'i:not(.lag)'),
      ];
      // The gap goes from the end of the request (12 of 210 ms) to the start of the consumer (182).
      const at = (x = 0) => Math.round(((x - (whole?.x ?? 0)) / (whole?.width ?? 1)) * 210);
      expect(Math.abs(at(gap?.x) - 12)).toBeLessThan(3);
      expect(Math.abs(at((gap?.x ?? 0) + (gap?.width ?? 0)) - 182)).toBeLessThan(3);
      expect(Math.abs(at(bar?.x) - 182)).toBeLessThan(3);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      if (process.env['SHOTS'])
        await page.screenshot({
          path: `${process.env['SHOTS']}/traces-${width}-${scheme}.png`,
          fullPage: true,
        });
      await page.close();
    },
  );

  test('with the keyboard alone: to a trace, down its spans, into one, and on to what it links to', async () => {
    const page = await open();
    const first = page.getByRole('list', { name: 'Traces' }).getByRole('button').first();
    await first.press('Enter');
    await spans(page).getByRole('button').first().press('Enter');
    await page.getByRole('link', { name: traceId }).press('Enter');
    await page.getByText('POST /orders').first().waitFor();
    await spans(page).getByText('process inventory').first().waitFor();
    const rows = spans(page).getByRole('button');
    expect(await rows.and(page.locator('[tabindex="0"]')).count()).toBe(1);
    await rows.first().focus();
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.getByText('order.created.v1').first().waitFor();
    expect(await page.locator(':focus').getAttribute('aria-expanded')).toBe('true');
    expect(await rows.and(page.locator('[tabindex="0"]')).count()).toBe(1);
    await page.close();
  });

  test('what spans say stays text, and no word is too long for a phone', async () => {
    const page = await open(390, 'dark');
    await page.getByRole('button', { name: hostile }).press('Enter');
    await spans(page).getByRole('button').first().press('Enter');
    await page.getByText('yyyy').waitFor();
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    await page.close();
  });

  test('batches and calls of AWS can be left out, but for those that failed', async () => {
    const page = await open(1280, 'light', 'order-1');
    await spans(page).waitFor();
    await page.getByRole('checkbox', { name: 'batches and calls of AWS' }).press('Space');
    expect((await texts(page)).map((text) => text.split(' ')[0])).toEqual(['POST', 'process', 'process']);
    await page.close();
  });

  test('says how late each hop is, by event and consumer', async () => {
    const page = await open();
    const row = page.getByRole('row', { name: 'order.created.v1' });
    expect(await row.getByRole('cell').allInnerTexts()).toEqual(['1', '110 ms', '110 ms', expect.anything()]);
    await row.getByRole('img', { name: '1 up to 300 ms' }).waitFor();
    expect(await page.getByRole('row', { name: 'reserveStock' }).count()).toBe(2);
    await page.close();
  });

  test('the console leads there, and from log lines to the traces of what was looked for', async () => {
    const page = await newPage({});
    await page.goto(url);
    await page.getByRole('link', { name: 'Traces', exact: true }).waitFor();
    await page.getByLabel('Correlation id').fill('order-1');
    await page.getByRole('button', { name: 'Trace' }).first().press('Enter');
    await page.getByRole('link', { name: 'Its traces' }).press('Enter');
    await spans(page).getByText('process orders stream').waitFor();
    await page.close();
  });
});
