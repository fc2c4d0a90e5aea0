/**
 * What a handler threw, in a form that keeps its name on the way out of the worker thread: a copied Error is an
 * `Error` at the other end, whatever its class was.
 */
export function toPortable(thrown: unknown): Error {
  const { name, message, stack } = thrown instanceof Error ? thrown : new Error(String(thrown));
  const portable = new Error(message, { cause: { errorType: name } });
  if (stack) portable.stack = stack;
  return portable;
}

/**
 * The `errorType` with which Lambda reports a failed invocation: the name of what the handler threw.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html
 */
export function errorTypeOf(error: Error): string {
  if (error.constructor.name === 'LambdaTimeoutError') return 'Sandbox.Timedout';
  const { errorType = error.name } = (error.cause ?? {}) as { errorType?: string };
  return errorType;
}
