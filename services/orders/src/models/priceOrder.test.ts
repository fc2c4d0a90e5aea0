import { describe, expect, test } from '@jest/globals';
import type { Catalogue } from '../lib/productCache.ts';
import { priceOrder } from './priceOrder.ts';
import type { Product } from './products.ts';

const tea: Product = { sku: 'tea', name: 'Tea', prices: { EUR: 350, USD: 400 }, active: true };
const old: Product = { sku: 'old', name: 'Old', prices: { EUR: 100 }, active: false };

const of = (...products: Product[]) => new Map(products.map((one) => [one.sku, one]));
const steady: Catalogue = async () => of(tea, old);
/** Its cache is from before the price changed. */
const behind: Catalogue = async (_, how) =>
  how === 'cached' ? of({ ...tea, prices: { EUR: 300 } }) : of(tea);
const nobody = new Set<string>();
const trusted = new Set(['orders:price']);
const one = (sku: string, unitPrice?: number) => ({
  sku,
  quantity: 2,
  ...(unitPrice === undefined ? {} : { unitPrice }),
});
const price = (
  lines: ReturnType<typeof one>[],
  scopes: ReadonlySet<string> = nobody,
  catalogue = steady,
  currency: 'EUR' | 'JPY' = 'EUR',
) => priceOrder({ currency, lines }, scopes, catalogue);

describe('what an order costs', () => {
  test("is the catalogue's to say, in the order's currency", async () => {
    expect(await price([one('tea')])).toEqual([{ sku: 'tea', quantity: 2, unitPrice: 350 }]);
    expect(await price([one('tea', 350)])).toEqual([{ sku: 'tea', quantity: 2, unitPrice: 350 }]);
  });

  test('is told to a caller who saw another price', async () => {
    await expect(price([one('tea', 1)])).rejects.toMatchObject({
      refusal: 'conflict',
      lines: [{ pointer: '/lines/0/unitPrice', unitPrice: 350 }],
    });
  });

  test.each([
    ['is in no catalogue', 'pot', 'EUR', 'is not a product that can be ordered'],
    ['is not sold any more', 'old', 'EUR', 'is not a product that can be ordered'],
    ['has no price in the currency', 'tea', 'JPY', 'has no price in JPY'],
  ] as const)('of what %s is nothing: it cannot be ordered', async (_, sku, currency, message) => {
    await expect(price([one(sku)], nobody, steady, currency)).rejects.toMatchObject({
      refusal: 'unprocessable',
      errors: [{ pointer: '/lines/0/sku', message }],
    });
  });

  test('is refused by what is true now only, and taken at what was true seconds ago', async () => {
    expect(await price([one('tea', 350)], nobody, behind)).toMatchObject([{ unitPrice: 350 }]);
    expect(await price([one('tea')], nobody, behind)).toMatchObject([{ unitPrice: 300 }]);
    await expect(price([one('tea', 299)], nobody, behind)).rejects.toMatchObject({
      lines: [{ unitPrice: 350 }],
    });
  });

  test('may be named by who has the scope, known product or not, without a look at the catalogue', async () => {
    const none: Catalogue = async () => {
      throw new Error('nobody asks for it');
    };
    expect(await price([one('tea', 1), one('pot', 2)], trusted, none)).toEqual([
      one('tea', 1),
      one('pot', 2),
    ]);
    expect(await price([one('tea'), one('pot', 2)], trusted)).toMatchObject([
      { sku: 'tea', unitPrice: 350 },
      { sku: 'pot', unitPrice: 2 },
    ]);
    await expect(price([one('pot')], trusted)).rejects.toMatchObject({ refusal: 'unprocessable' });
  });
});
