import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { countries } from 'countries-list';
import { config } from './config.ts';

describe('the configuration of a client', () => {
  test('is of its country and its variant', () => {
    expect(config('DE', 'B')).toEqual({
      country: 'DE',
      region: 'EU',
      currency: 'EUR',
      experiment: 'B',
      features: { expressCheckout: true },
    });
    expect(config('JP', 'A')).toMatchObject({
      region: 'AS',
      currency: 'JPY',
      features: { expressCheckout: false },
    });
  });

  test.each([undefined, '', 'XX', 'de', '__proto__', 'constructor'])(
    'does without a country it knows: %p',
    (country) => {
      expect(config(country)).toMatchObject({
        country: 'ZZ',
        region: 'ZZ',
        currency: 'USD',
        experiment: 'A',
      });
    },
  );

  test('knows every country, in a currency that orders take', () => {
    const path = resolve(import.meta.dirname, '../../../../packages/validation/schemas/common.json');
    const currencies: string[] = JSON.parse(readFileSync(path, 'utf8')).$defs.currency.enum;
    const unknown = Object.keys(countries).filter((code) => !currencies.includes(config(code).currency));
    expect(unknown).toEqual([]);
  });
});
