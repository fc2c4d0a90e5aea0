import { existsSync } from 'node:fs';
import { afterAll, expect, test } from '@jest/globals';
import { type Browser, chromium } from 'playwright-core';
import { eventually, mailbox, Person, urlOf } from '../src/index.ts';

const executablePath = '/usr/bin/chromium';
/** Debian's Chromium, which .ci/run installs. */
const inBrowser = existsSync(executablePath) ? test : test.skip;

let browser: Browser | undefined;
afterAll(async () => browser?.close());

/** A page on which the system's public address leads to the system under test. */
async function openPage(link: string) {
  browser ??= await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  const page = await browser.newPage();
  const { origin } = new URL(link);
  const tested = new URL(urlOf('/onboarding/confirm')).origin;
  if (origin === tested) return page;
  await page.route(`${origin}/**`, async (route) => {
    const request = route.request();
    const { pathname, search } = new URL(request.url());
    await route.fulfill({
      response: await route.fetch({ url: `${tested}${pathname}${search}` }),
    });
  });
  return page;
}

inBrowser(
  'the link of the mail leads through the edge to a page in a browser, whose button confirms',
  async () => {
    const ada = new Person();
    const email = `${ada.sub}@example.com`;
    expect((await ada.post('/signup', { email, name: 'Ada' })).status).toBe(202);
    const link = await eventually(async () => {
      const mail = (await mailbox()).find(({ to }) => to === email);
      expect(mail).toBeDefined();
      return /https?:\/\/\S+/.exec(mail?.text ?? '')?.[0] ?? '';
    });

    const page = await openPage(link);
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(error.message));
    const answer = await page.goto(link);
    // The edge adds these headers to every answer; the page sets its own content security policy.
    const headers = answer?.headers() ?? {};
    expect(headers['x-frame-options']).toBe('DENY');
    expect(headers['strict-transport-security']).toContain('max-age=');
    expect(headers['content-security-policy']).toContain("script-src 'sha256-");
    expect(await ada.get('/users/me')).toMatchObject({ body: { status: 'ONBOARDING' } });

    await page.getByRole('button').click();
    await page.getByRole('status').filter({ hasText: 'is confirmed' }).waitFor();
    await eventually(async () =>
      expect(await ada.get('/users/me')).toMatchObject({ body: { status: 'ACTIVE' } }),
    );

    await page.goto(link);
    await page.getByRole('button').click();
    await page.getByRole('status').filter({ hasText: 'it was used already' }).waitFor();
    // Chromium's own message about the 404.
    expect(said.filter((line) => !line.includes('status of 404'))).toEqual([]);
  },
);

test('data that a browser is led to may run nothing', async () => {
  const { headers } = await fetch(urlOf('/config'));
  expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
  expect(headers.get('x-content-type-options')).toBe('nosniff');
});
