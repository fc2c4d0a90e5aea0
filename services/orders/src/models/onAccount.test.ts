import { afterEach, describe, expect, test } from '@jest/globals';
import { refuseOnAccount } from './onAccount.ts';

const order = { currency: 'EUR' as const, lines: [{ sku: 'tea', quantity: 1, unitPrice: 250 }] };
const paid = { ...order, payment: { method: 'pm_card_visa' } };
const trusted = new Set(['orders:on-account']);
const nobody = new Set(['orders:price']);

describe('an order on account', () => {
  afterEach(() => {
    delete process.env['ON_ACCOUNT'];
  });

  test.each([
    ['anyone', order, nobody, true],
    ['scope', order, nobody, false],
    ['scope', order, trusted, true],
    ['scope', paid, nobody, true],
    // A mistyped setting allows nobody.
    ['everyone', order, nobody, false],
  ])('where `onAccount` is %s', (setting, content, scopes, isTaken) => {
    process.env['ON_ACCOUNT'] = setting;
    const place = () => refuseOnAccount(content, scopes);
    if (isTaken) expect(place).not.toThrow();
    else expect(place).toThrow(expect.objectContaining({ refusal: 'forbidden' }));
  });
});
