import type { ApiAnswer, ApiRequest } from './api.ts';
import { ApiError } from './apiError.ts';
import type { State } from './state.ts';

/** Stripe keeps a key for at least 24 hours. */
const KEPT_MS = 86_400_000;
const MAX_KEY_LENGTH = 255;

/**
 * Runs a POST with a key only once. A repeat gets the first answer, whatever it was; a request with another body is
 * refused. While the first one is in progress, a repeat gets an error. An answer from before the request was begun
 * (wrong key, too many requests, wrong parameters) is not kept.
 *
 * @param run runs the request, and tells whether it was begun
 * @see https://docs.stripe.com/api/idempotent_requests
 */
export async function once(
  { method, path, headers, body }: ApiRequest,
  state: State,
  now: number,
  run: () => Promise<{ answer: ApiAnswer; begun: boolean }>,
): Promise<ApiAnswer> {
  const key = headers['idempotency-key'];
  if (method !== 'POST' || typeof key !== 'string') return (await run()).answer;
  if (key.length > MAX_KEY_LENGTH) throw new ApiError(400, 'invalid_request_error', 'The key is too long.');
  const request = `${method} ${path} ${body}`;
  const known = state.keys.get(key);
  if (known && now - known.at < KEPT_MS) {
    if (known.request !== request) {
      throw new ApiError(
        400,
        'idempotency_error',
        'Keys for idempotent requests can only be used with the same parameters they were first used with.',
      );
    }
    if (!known.answer) {
      throw new ApiError(409, 'idempotency_error', 'Another request with this key is in progress.', {
        code: 'idempotency_key_in_use',
      });
    }
    return { ...known.answer, headers: { ...known.answer.headers, 'idempotent-replayed': 'true' } };
  }
  state.keys.set(key, { key, request, at: now });
  try {
    const { answer, begun } = await run();
    if (begun) state.change({ kind: 'key', value: { key, request, at: now, answer } });
    else state.keys.delete(key);
    return answer;
  } catch (error) {
    if (!state.keys.get(key)?.answer) state.keys.delete(key);
    throw error;
  }
}
