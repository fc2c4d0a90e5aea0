import { RefusedError } from '@orderflow/domain';
import type { CreateOrder, FieldError, OrderLine } from '@orderflow/validation';
import type { Catalogue } from '../lib/productCache.ts';
import type { Product } from './products.ts';

/** The current price of a line for which the caller saw another price. */
export interface ChangedPrice {
  /** JSON Pointer to the caller's price. */
  pointer: string;
  unitPrice: number;
}

/** The caller saw prices that are not the current ones. */
export class PriceChangedError extends RefusedError {
  readonly lines: ChangedPrice[];

  constructor(lines: ChangedPrice[]) {
    super('conflict', 'Prices have changed: look at `lines`, and order again with these');
    this.lines = lines;
  }
}

/** The scope to name prices, also of products that are not in the catalogue. */
const NAMES_PRICES = 'orders:price';

/**
 * The lines of an order with the prices of the catalogue. If the caller names the price that it saw, it must be the
 * same. A caller with the scope {@link NAMES_PRICES} may set the price of a line.
 *
 * Prices may be some seconds old. Only current prices refuse an order: a caller who saw a new price before this
 * function did is not told the old one.
 *
 * @throws RefusedError (unprocessable) for a product that is not sold, or not in this currency; PriceChangedError.
 */
export async function priceOrder(
  { currency, lines }: CreateOrder,
  scopes: ReadonlySet<string>,
  catalogue: Catalogue,
): Promise<OrderLine[]> {
  const maySay = scopes.has(NAMES_PRICES);
  const isNamed = (line: CreateOrder['lines'][number]): line is OrderLine =>
    maySay && line.unitPrice !== undefined;
  if (lines.every(isNamed)) return lines;
  const skus = new Set(lines.filter((line) => !isNamed(line)).map(({ sku }) => sku));
  const look = async (how: 'cached' | 'fresh') => {
    const products = await catalogue([...skus], how);
    return lines.map((line, index) => (isNamed(line) ? line : priceOf(line, index, currency, products)));
  };
  const cached = await look('cached');
  if (cached.every(isPriced)) return cached.filter(isPriced);
  const found = await look('fresh');
  const unsold = found.flatMap((one) => ('message' in one ? one : []));
  if (unsold.length > 0) throw new RefusedError('unprocessable', 'Not all of it can be ordered', unsold);
  const changed = found.flatMap((one) => ('pointer' in one && 'unitPrice' in one ? one : []));
  if (changed.length > 0) throw new PriceChangedError(changed);
  return found.filter(isPriced);
}

type Priced = OrderLine | ChangedPrice | FieldError;

const isPriced = (one: Priced): one is OrderLine => 'sku' in one;

function priceOf(
  { sku, quantity, unitPrice }: CreateOrder['lines'][number],
  index: number,
  currency: string,
  products: ReadonlyMap<string, Product>,
): Priced {
  const product = products.get(sku);
  const price = product && Object.hasOwn(product.prices, currency) ? product.prices[currency] : undefined;
  const pointer = `/lines/${index}`;
  if (!product?.active) return { pointer: `${pointer}/sku`, message: 'is not a product that can be ordered' };
  if (price === undefined) return { pointer: `${pointer}/sku`, message: `has no price in ${currency}` };
  if (unitPrice !== undefined && unitPrice !== price) {
    return { pointer: `${pointer}/unitPrice`, unitPrice: price };
  }
  return { sku, quantity, unitPrice: price };
}
