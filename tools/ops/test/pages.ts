import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe } from '@jest/globals';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { startConsole } from '../src/console/server.ts';
import type { Stage } from '../src/stage/types.ts';

const executablePath = '/usr/bin/chromium';

/** The console of a stage on a free port. */
export async function consoleOf(...[stage, extras]: [Stage, Parameters<typeof startConsole>[2]?]) {
  const server = await startConsole(stage, 0, extras);
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** The HTML of a page, and the gzipped size in bytes of the page, its script and its styles together. */
export async function firstLoad(...urls: string[]): Promise<{ bytes: number; html: string }> {
  const bodies = await Promise.all(urls.map(async (url) => (await fetch(url)).text()));
  return { bytes: bodies.reduce((sum, body) => sum + gzipSync(body).length, 0), html: bodies[0] ?? '' };
}

/** Tests in Debian's Chromium; skipped if it is not installed. */
export function inBrowser(tests: (newPage: (options: BrowserContextOptions) => Promise<Page>) => void): void {
  const withChromium = existsSync(executablePath) ? describe : describe.skip;
  withChromium('in a browser', () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
    });
    afterAll(() => browser.close());
    tests((options) => browser.newPage(options));
  });
}
