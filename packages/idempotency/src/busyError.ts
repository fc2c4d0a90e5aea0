/**
 * What was asked for cannot be done now and may be later; nothing is wrong with it. It says so as errors of the SDK do, so
 * that whoever sorts those sorts it with them.
 */
export class BusyError extends Error {
  override readonly name: string = 'BusyError';
  readonly $retryable = { throttling: true };
}
