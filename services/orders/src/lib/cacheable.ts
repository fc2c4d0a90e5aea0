/** For the catalogue, which is the same for everybody: the edge caches it for a minute. */
export const CACHEABLE = { 'cache-control': 'public, max-age=60' };
