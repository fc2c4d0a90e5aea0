import type { FieldError } from '@orderflow/validation';

/** Why a request is refused, independent of the transport. */
export type Refusal =
  | 'malformed'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'unprocessable'
  | 'too-many'
  | 'unavailable';

/** The request is valid but cannot be done now. A later attempt may succeed. */
export class LaterError extends Error {
  override readonly name: string = 'LaterError';
}

/** The rules refuse the request. The message is for the caller: what is wrong and where. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  readonly refusal: Refusal;
  readonly errors: FieldError[];

  constructor(refusal: Refusal, message: string, errors: FieldError[] = []) {
    super(message);
    this.refusal = refusal;
    this.errors = errors;
  }
}
