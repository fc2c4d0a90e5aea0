import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import {
  type Click,
  ClickTraffic,
  click,
  countersOf,
  drain,
  eventually,
  killProcess,
  putOnStream,
  send,
  splitShard,
  urlOf,
} from '../src/index.ts';

const at = new Date().toISOString();
const hour = `${at.slice(0, 13)}:00:00Z`;

const clicksOn = (path: string, count: number, more: Partial<Click> = {}): Click[] =>
  Array.from({ length: count }, (_, index) => ({
    sessionId: `s-${index % 5}`,
    path,
    type: 'view',
    at,
    ...more,
  }));

test('clicks are counted by hour, path and type', async () => {
  const path = `/${randomUUID()}`;
  const events = [
    ...clicksOn(path, 30),
    ...clicksOn(path, 12, { type: 'click' }),
    ...clicksOn(`${path}/x`, 1),
  ];
  const answer = await send('POST', '/clicks', { body: { events } });
  expect(answer).toMatchObject({ status: 202, body: { accepted: 43 } });
  await eventually(async () => {
    expect(await countersOf(path)).toEqual({ [`${hour} view`]: 30, [`${hour} click`]: 12 });
  });
});

test('a page of another origin may report clicks, and nothing else', async () => {
  const preflight = await fetch(urlOf('/clicks'), {
    method: 'OPTIONS',
    headers: {
      origin: 'https://shop.example',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
    },
  });
  expect(preflight.status).toBe(204);
  // The local engine returns the origin, AWS returns `*`.
  expect(['*', 'https://shop.example']).toContain(preflight.headers.get('access-control-allow-origin'));
  expect(preflight.headers.get('access-control-allow-headers')).not.toContain('authorization');
});

test('a bad record ends in the failures of the stream, and its neighbours are counted', async () => {
  const path = `/${randomUUID()}`;
  await drain('clicks-stream-failures');
  await click(clicksOn(path, 10, { sessionId: 's' }));
  await putOnStream([{ sessionId: 's', text: 'no click' }]);
  await click(clicksOn(path, 10, { sessionId: 's' }));
  await eventually(async () => expect(await countersOf(path)).toEqual({ [`${hour} view`]: 20 }), 90);
  const failures = (await drain('clicks-stream-failures')).map((body) => JSON.parse(body));
  expect(failures).toMatchObject([{ setAside: { error: { name: 'SyntaxError' } } }]);
}, 120_000);

test('a killed poller and a split shard lose no click and count none twice', async () => {
  const traffic = new ClickTraffic();
  await Promise.all([traffic.run(1_000, click), splitShard().then(() => killProcess('poller'))]);
  await traffic.counted(60);
}, 120_000);
