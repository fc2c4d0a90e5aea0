import { findProducts, type Product } from '../models/products.ts';

/** The products with these skus, by sku. */
export type Catalogue = (skus: string[], how: 'cached' | 'fresh') => Promise<Map<string, Product>>;

/** The products that were read last are kept, up to this number: some megabytes. */
const MAX_PRODUCTS = 10_000;

/**
 * Keeps products for some seconds, so that most orders read none. Only products that were found are kept, so a product
 * that was just put into the catalogue can be ordered at once.
 */
export function cachedCatalogue(
  seconds: () => number,
  find: (skus: string[]) => Promise<Product[]> = findProducts,
  clock = Date.now,
): Catalogue {
  const kept = new Map<string, { product: Product; since: number }>();
  return async (skus, how) => {
    const now = clock();
    const ttl = seconds() * 1000;
    const fresh = (sku: string) => {
      const found = how === 'cached' ? kept.get(sku) : undefined;
      // A clock may be set back: the age of an entry from the future is unknown.
      return found && found.since <= now && now - found.since < ttl ? found.product : undefined;
    };
    const known = skus.flatMap((sku) => fresh(sku) ?? []);
    const missing = skus.filter((sku) => !fresh(sku));
    const read = missing.length > 0 ? await find(missing) : [];
    for (const sku of missing) kept.delete(sku);
    for (const product of read) kept.set(product.sku, { product, since: now });
    for (const sku of kept.keys()) {
      if (kept.size <= MAX_PRODUCTS) break;
      kept.delete(sku);
    }
    return new Map([...known, ...read].map((product) => [product.sku, product]));
  };
}
