import { createHash, timingSafeEqual } from 'node:crypto';
import { RefusedError } from '@orderflow/domain';

/** The edge adds this header to every request to an origin, if the stage has a secret. */
const HEADER = 'x-origin-secret';

/**
 * Refuses a request that did not come through the edge, on a stage whose origins are closed. On such a stage
 * EDGE_SECRET_SHA256 has the digest of the edge's secret, or several with commas between them while the secret is being
 * changed. Nobody can find 256 random bits from their digest, so it may be in the environment. Then no cold start waits
 * for the secret store or needs a permission to read it.
 *
 * @throws RefusedError (forbidden)
 */
export function refusePastEdge(headers: Record<string, string | undefined>): void {
  const setting = process.env['EDGE_SECRET_SHA256'];
  if (!setting) return;
  const sent = createHash('sha256')
    .update(headers[HEADER] ?? '')
    .digest();
  const digests = setting.split(',').map((digest) => Buffer.from(digest, 'hex'));
  // In constant time for each digest, however much of it matches.
  const known = digests.filter((digest) => digest.length === sent.length && timingSafeEqual(digest, sent));
  if (known.length === 0) throw new RefusedError('forbidden', 'Use the address of the distribution');
}
