import type { ApiAnswer, ApiRequest } from './api.ts';
import { ApiError } from './apiError.ts';
import type { State } from './state.ts';

/** Stripe forgets a key after 24 hours at least. */
const KEPT_MS = 86_400_000;
const MAX_KEY_LENGTH = 255;

/**
 * Answers a POST that has a key once: a repeat gets the answer of the first time, whatever that was, and a request with
 * another body is refused. While the first is under way, a repeat is told so. Answers that came before the request was
 * begun (wrong key, too many requests, wrong parameters) are not kept.
 *
 * @param run does it, and says whether anything was begun
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
