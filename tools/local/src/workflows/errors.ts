/** An error of the Step Functions API; SDKs report it under `type`. */
export class ApiError extends Error {
  readonly type: string;

  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}

/**
 * A state's error: the name that `ErrorEquals` matches, and a text for people.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
 */
export class StateError extends Error {
  readonly error: string;
  override readonly cause: string;

  constructor(error: string, cause = '') {
    super(`${error}: ${cause}`);
    this.error = error;
    this.cause = cause;
  }
}

/** Ends an execution from outside: it was stopped or timed out, or the process ends. */
export class Halted extends Error {}
