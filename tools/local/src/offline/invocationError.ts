/** Why an invocation failed. */
export class InvocationError extends Error {
  /** The name of the handler's error, or Lambda's own, such as `Sandbox.Timedout`. */
  readonly errorType: string;

  constructor({ errorType, message, stack }: { errorType: string; message: string; stack?: string }) {
    super(message);
    this.errorType = errorType;
    if (stack) this.stack = stack;
  }
}

/**
 * The `errorType` that Lambda reports for a failed invocation: the name of the handler's error.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html
 */
export const errorTypeOf = (error: Error): string =>
  error instanceof InvocationError ? error.errorType : error.name;
