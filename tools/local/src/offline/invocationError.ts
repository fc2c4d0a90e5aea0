/** Why an invocation failed. */
export class InvocationError extends Error {
  /** The name of what the handler threw, or Lambda's own, such as `Sandbox.Timedout`. */
  readonly errorType: string;

  constructor({ errorType, message, stack }: { errorType: string; message: string; stack?: string }) {
    super(message);
    this.errorType = errorType;
    if (stack) this.stack = stack;
  }
}

/**
 * The `errorType` with which Lambda reports a failed invocation: the name of what the handler threw.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html
 */
export const errorTypeOf = (error: Error): string =>
  error instanceof InvocationError ? error.errorType : error.name;
