import { createHash, timingSafeEqual } from 'node:crypto';
import { RefusedError } from '@orderflow/domain';

/** What the edge sends with every request to an origin, where the stage has a secret. */
const HEADER = 'x-edge-secret';

/**
 * Refuses a request that did not come through the edge, on a stage whose origins are closed: EDGE_SECRET has the secret
 * then, or several with commas between them while it is being changed.
 *
 * @throws RefusedError (forbidden)
 */
export function refusePastEdge(headers: Record<string, string | undefined>): void {
  const setting = process.env['EDGE_SECRET'];
  if (!setting) return;
  const secrets = digests(setting);
  // The edge sends all that it was deployed with. Compared by digest: in constant time, whatever the lengths.
  const sent = digests(headers[HEADER]);
  const known = sent.filter((one) => secrets.filter((secret) => timingSafeEqual(secret, one)).length > 0);
  if (known.length === 0) throw new RefusedError('forbidden', 'Use the address of the distribution');
}

const digests = (secrets = '') =>
  secrets
    .split(',')
    .filter(Boolean)
    .map((secret) => createHash('sha256').update(secret).digest());
