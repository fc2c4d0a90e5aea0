import { RefusedError } from '@orderflow/domain';

const MAX_LIMIT = 100;
const DEFAULT_LIMIT = 20;

/**
 * The query parameter `limit`: items a page.
 *
 * @throws RefusedError (malformed)
 */
export function pageLimit(limit: string | undefined): number {
  if (limit === undefined) return DEFAULT_LIMIT;
  const value = /^\d{1,3}$/.test(limit) ? Number(limit) : 0;
  if (value < 1 || value > MAX_LIMIT) {
    throw new RefusedError('malformed', `limit must be a whole number from 1 to ${MAX_LIMIT}`);
  }
  return value;
}
