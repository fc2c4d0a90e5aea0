/**
 * The request is valid but cannot be done now. The error has the `$retryable` field of SDK errors, so that code which
 * classifies those treats it alike.
 */
export class BusyError extends Error {
  override readonly name: string = 'BusyError';
  readonly $retryable = { throttling: true };
}
