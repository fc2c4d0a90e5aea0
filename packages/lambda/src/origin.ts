import { createHash, timingSafeEqual } from 'node:crypto';
import { RefusedError } from '@orderflow/domain';

/** What the edge sends with every request to an origin, where the stage has a secret. */
const HEADER = 'x-origin-secret';

/**
 * Refuses a request that did not come through the edge, on a stage whose origins are closed: EDGE_SECRET_SHA256 has the
 * digest of the edge's secret then, or several with commas between them while the secret is being changed. From the
 * digest nobody finds 256 random bits, so that it may lie in the environment, and no start of a function waits for the
 * store of the secret or needs a permission to read it.
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
  // In constant time for each, however much of it is right.
  const known = digests.filter((digest) => digest.length === sent.length && timingSafeEqual(digest, sent));
  if (known.length === 0) throw new RefusedError('forbidden', 'Use the address of the distribution');
}
