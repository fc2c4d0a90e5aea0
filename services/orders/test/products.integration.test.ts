import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { findProducts, getProduct, listProducts, putProduct } from '../src/models/products.ts';
import { store } from './testStore.ts';

const tea = { name: 'Tea', prices: { EUR: 350 } };
const put = (sku: string, change: object = {}) => putProduct(sku, { ...tea, ...change }, store);

test('a product is what was put last, and can be ordered unless it says otherwise', async () => {
  const sku = randomUUID();
  expect(await put(sku)).toEqual({ sku, ...tea, active: true });
  await put(sku, { prices: { USD: 1 }, active: false });
  const now = { sku, name: 'Tea', prices: { USD: 1 }, active: false };
  expect(await getProduct(sku, store)).toEqual(now);
  expect(await findProducts([sku, randomUUID()], store)).toEqual([now]);
});

test('one that is not there is not found, whatever its name', async () => {
  for (const sku of [randomUUID(), '..', 'a b', undefined]) {
    await expect(getProduct(sku, store)).rejects.toMatchObject({ refusal: 'not-found' });
  }
  await expect(put('a b')).rejects.toMatchObject({ refusal: 'unprocessable' });
});

test('the catalogue is read in pages, by sku, from where the cursor says', async () => {
  const skus = Array.from({ length: 5 }, () => randomUUID());
  await Promise.all(skus.map((sku) => put(sku)));
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listProducts({ limit: 2, cursor }, store);
    seen.push(...page.items.map(({ sku }) => sku));
    cursor = page.cursor;
  } while (cursor);
  expect(seen).toEqual(expect.arrayContaining(skus));
  expect(seen).toEqual(seen.toSorted());
  for (const forged of ['', 'abc', Buffer.from('["a b"]').toString('base64url')]) {
    await expect(listProducts({ limit: 2, cursor: forged }, store)).rejects.toMatchObject({
      refusal: 'malformed',
    });
  }
});
