import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { inParallel, urlOf } from '../src/index.ts';

interface Weights {
  A: number;
  B: number;
}

const EVEN: Weights = { A: 50, B: 50 };
const VISITS = 10_000;

async function weigh(weights: Weights): Promise<void> {
  const response = await fetch(urlOf('/local/edge/weights'), {
    method: 'PUT',
    body: JSON.stringify(weights),
  });
  expect(response.status).toBe(200);
}

/** One visit: the bucket in the answer and at the origin, and the visitor's cookie. */
async function visit(headers: Record<string, string> = {}) {
  const response = await fetch(urlOf('/config'), { headers });
  const { experiment } = (await response.json()) as { experiment: string };
  const bucket = response.headers.get('x-experiment-bucket');
  return { response, bucket, experiment, cookie: response.headers.get('set-cookie')?.split(';')[0] };
}

const shareOfB = (visits: { bucket: string | null }[]) =>
  visits.filter(({ bucket }) => bucket === 'B').length / visits.length;

describe('the experiment at the edge', () => {
  beforeEach(() => weigh(EVEN));
  afterEach(() => weigh(EVEN));

  test('divides first visits by the weights and leaves every visitor where they are', async () => {
    // An error of 1 % is nearly six standard deviations of B's share among 10,000 at 3 %: a fair edge has it once in
    // 75 million runs (binomial, exact). At 50 % it would be one run in twenty.
    await weigh({ A: 97, B: 3 });
    const visits = await inParallel(VISITS, 20, () => visit());
    expect(Math.abs(shareOfB(visits) - 0.03)).toBeLessThan(0.01);
    expect(visits.filter(({ bucket, experiment }) => bucket !== experiment)).toEqual([]);

    await weigh({ A: 0, B: 1 });
    const sample = visits.slice(0, 500);
    const later = await inParallel(sample.length, 20, (index) =>
      visit({ cookie: sample[index]?.cookie ?? '' }),
    );
    expect(later.map(({ bucket }) => bucket)).toEqual(sample.map(({ bucket }) => bucket));
    expect(later.every(({ cookie }) => cookie === undefined)).toBe(true);
  });

  test('weights hold from the next first visit on', async () => {
    for (const [weights, bucket] of [
      [{ A: 1, B: 0 }, 'A'],
      [{ A: 0, B: 1 }, 'B'],
    ] as const) {
      await weigh(weights);
      const visits = await inParallel(20, 5, () => visit());
      expect(new Set(visits.map((one) => one.bucket))).toEqual(new Set([bucket]));
    }
  });

  test('a forged header or cookie does no more than choose a variant', async () => {
    await weigh({ A: 1, B: 0 });
    for (const headers of [
      { 'x-experiment-bucket': 'B' },
      { cookie: 'bucket=C' },
      { cookie: 'bucket=B%00' },
      { cookie: `bucket=${'B'.repeat(1_000)}` },
      { cookie: 'bucket=A', 'x-experiment-bucket': 'B' },
    ]) {
      expect(await visit(headers)).toMatchObject({ bucket: 'A', experiment: 'A' });
    }
    expect(await visit({ cookie: 'bucket=B' })).toMatchObject({ bucket: 'B', experiment: 'B' });
  });

  test('answers that are errors say the variant too', async () => {
    const { status, headers } = await fetch(urlOf('/orders'), { headers: { cookie: 'bucket=B' } });
    expect({ status, bucket: headers.get('x-experiment-bucket') }).toEqual({ status: 401, bucket: 'B' });
  });
});

test('GET /config is kept for a country and a variant, and for no other', async () => {
  const ask = (country: string, bucket: string) =>
    visit({ 'x-local-country': country, cookie: `bucket=${bucket}` });
  for (const [country, bucket] of [
    ['CH', 'A'],
    ['CH', 'B'],
    ['JP', 'A'],
  ] as const) {
    const first = await ask(country, bucket);
    const second = await ask(country, bucket);
    expect(first.response.headers.get('cache-control')).toContain('max-age=300');
    expect(second.response.headers.get('x-cache')).toBe('Hit from cloudfront');
    expect(second.experiment).toBe(bucket);
  }
});
