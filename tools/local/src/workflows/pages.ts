import { ApiError } from './errors.ts';

/** One page of a list, and the token of the next page when there is one. */
export interface Page<T> {
  items: T[];
  nextToken?: string;
}

/**
 * Returns the page of a list that a request asks for.
 *
 * @throws ApiError InvalidToken for a token that no page contained, ValidationException for a page size out of range
 */
export function page<T>(items: readonly T[], { maxResults, nextToken }: Record<string, unknown>): Page<T> {
  const size = Number(maxResults ?? 0) || 100;
  if (!Number.isInteger(size) || size < 1 || size > 1000) {
    throw new ApiError('ValidationException', 'maxResults must be from 0 to 1000');
  }
  const from = nextToken === undefined ? 0 : Number(/^page-(\d+)$/.exec(decode(nextToken))?.[1]);
  if (Number.isNaN(from)) throw new ApiError('InvalidToken', "Invalid Token: 'Invalid token'");
  const next = from + size;
  return {
    items: items.slice(from, next),
    ...(next < items.length ? { nextToken: Buffer.from(`page-${next}`).toString('base64url') } : {}),
  };
}

function decode(token: unknown): string {
  return Buffer.from(String(token), 'base64url').toString();
}
