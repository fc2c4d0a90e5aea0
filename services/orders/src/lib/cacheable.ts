/** Of the catalogue, which is everybody's: the edge keeps it for a minute. */
export const CACHEABLE = { 'cache-control': 'public, max-age=60' };
