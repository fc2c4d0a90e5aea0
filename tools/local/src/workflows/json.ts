import { MAXIMUM_BYTES } from './attempt.ts';
import { ApiError } from './errors.ts';

/** The protocol's form of a time: seconds since the epoch, with a fraction. */
export function toSeconds(milliseconds: number): number {
  return milliseconds / 1000;
}

/**
 * Checks a parameter that is JSON as text.
 *
 * @throws ApiError of the given type when it is invalid or over the limit
 */
export function checkJson(text: unknown, type: string): string {
  if (typeof text !== 'string') throw new ApiError(type, 'It must be JSON as text');
  if (Buffer.byteLength(text) > MAXIMUM_BYTES) {
    throw new ApiError(type, `It is over the maximum of ${MAXIMUM_BYTES} bytes`);
  }
  try {
    JSON.parse(text);
  } catch (error) {
    throw new ApiError(type, (error as Error).message);
  }
  return text;
}
