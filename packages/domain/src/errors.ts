import type { FieldError } from '@orderflow/validation';

/** Why a request cannot be fulfilled, in terms of the rules, not of a transport. */
export type Refusal =
  | 'malformed'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'unprocessable'
  | 'too-many'
  | 'unavailable';

/** What was asked for cannot be done now and may be later; nothing is wrong with it. */
export class LaterError extends Error {
  override readonly name: string = 'LaterError';
}

/** A request that the rules refuse. Its message is for the caller: what is wrong and where. */
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
