import { expect, test } from '@jest/globals';
import { cachedCatalogue } from './productCache.ts';

const product = (sku: string, price = 100) => ({ sku, name: sku, prices: { EUR: price }, active: true });

function catalogue(seconds = 10) {
  const reads: string[][] = [];
  const there = new Map([product('tea'), product('cup')].map((one) => [one.sku, one]));
  let now = 0;
  const find = cachedCatalogue(
    () => seconds,
    async (skus) => {
      reads.push(skus);
      return skus.flatMap((sku) => there.get(sku) ?? []);
    },
    () => now,
  );
  return { find, reads, there, pass: (ms: number) => (now += ms) };
}

test('a product is read once in the time that it is kept', async () => {
  const { find, reads, there, pass } = catalogue();
  await find(['tea'], 'cached');
  there.set('tea', product('tea', 200));
  pass(9_999);
  expect((await find(['tea', 'cup'], 'cached')).get('tea')).toEqual(product('tea', 100));
  expect(reads).toEqual([['tea'], ['cup']]);
  pass(-1);
  expect((await find(['tea'], 'cached')).get('tea')).toEqual(product('tea', 100));
  pass(3);
  expect((await find(['tea'], 'cached')).get('tea')).toEqual(product('tea', 200));
});

test('a fresh look takes the place of what was kept', async () => {
  const { find, there } = catalogue();
  await find(['tea'], 'cached');
  there.set('tea', product('tea', 200));
  await find(['tea'], 'fresh');
  expect((await find(['tea'], 'cached')).get('tea')).toEqual(product('tea', 200));
  there.delete('tea');
  expect((await find(['tea'], 'fresh')).size).toBe(0);
  expect((await find(['tea'], 'cached')).size).toBe(0);
});

test('what is not there is asked for again, and can be ordered as soon as it is', async () => {
  const { find, reads, there } = catalogue();
  expect((await find(['pot'], 'cached')).size).toBe(0);
  there.set('pot', product('pot'));
  expect((await find(['pot'], 'cached')).get('pot')).toEqual(product('pot'));
  expect(reads).toHaveLength(2);
});

test('no more is kept than there is room for', async () => {
  const { find, reads } = catalogue();
  const many = Array.from({ length: 10_001 }, (_, index) => `s-${index}`);
  const all = cachedCatalogue(
    () => 10,
    async (skus) => {
      reads.push(skus);
      return skus.map((sku) => product(sku));
    },
    () => 0,
  );
  await all(many, 'cached');
  await all(['s-10000'], 'cached');
  expect(reads).toHaveLength(1);
  await all(['s-0'], 'cached');
  expect(reads.at(-1)).toEqual(['s-0']);
  expect((await find([], 'cached')).size).toBe(0);
});
