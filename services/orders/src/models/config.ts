import type { CreateOrder, ExperimentBucket } from '@orderflow/validation';
import { countries, type TContinentCode, type TCountryCode } from 'countries-list';

type Currency = CreateOrder['currency'];

export interface Config {
  /** ISO 3166-1 alpha-2 code. */
  country: string;
  /** The country's continent. */
  region: TContinentCode | typeof UNKNOWN;
  currency: Currency;
  experiment: ExperimentBucket;
  /** True for a feature that is on. */
  features: Record<string, boolean>;
}

/** CLDR's code for an unknown region. */
const UNKNOWN = 'ZZ';
const DEFAULT_CURRENCY: Currency = 'USD';

/**
 * The settings of a client for its user.
 *
 * @param country ISO 3166-1 alpha-2 code, from the edge
 * @param bucket variant of the experiment; by default the control
 */
export function config(country: string | undefined, bucket: ExperimentBucket = 'A'): Config {
  const data = Object.hasOwn(countries, country ?? '') ? countries[country as TCountryCode] : undefined;
  return {
    country: data && country ? country : UNKNOWN,
    region: data?.continent ?? UNKNOWN,
    currency: (data?.currency[0] as Currency | undefined) ?? DEFAULT_CURRENCY,
    experiment: bucket,
    features: { expressCheckout: bucket === 'B' },
  };
}
