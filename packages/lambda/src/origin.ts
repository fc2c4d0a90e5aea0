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
  const secrets = process.env['EDGE_SECRET'];
  if (!secrets) return;
  const sent = digest(headers[HEADER] ?? '');
  // Compared by digest: in constant time, whatever the lengths.
  const known = secrets.split(',').filter((secret) => timingSafeEqual(digest(secret), sent));
  if (known.length === 0) throw new RefusedError('forbidden', 'Use the address of the distribution');
}

const digest = (text: string) => createHash('sha256').update(text).digest();
