import { randomBytes } from 'node:crypto';
import type { Attempt } from './attempt.ts';
import { ApiError } from './errors.ts';

/** An attempt that waits for its token, and the function to call for a heartbeat. */
interface Waiting {
  attempt: Attempt;
  beat(): void;
}

/** The tokens of waiting tasks. A token contains its execution's ARN, which tells the token of an ended task from junk. */
export class Tokens {
  readonly #waiting = new Map<string, Waiting>();
  readonly #isExecution: (executionArn: string) => boolean;

  /** @param isExecution true if the execution exists, running or not */
  constructor(isExecution: (executionArn: string) => boolean) {
    this.#isExecution = isExecution;
  }

  static create(executionArn: string): string {
    return Buffer.from(`${executionArn} ${randomBytes(32).toString('base64url')}`).toString('base64url');
  }

  add(token: string, waiting: Waiting): void {
    this.#waiting.set(token, waiting);
  }

  delete(token: string): void {
    this.#waiting.delete(token);
  }

  /**
   * The waiting task with this token.
   *
   * @throws ApiError InvalidToken, TaskDoesNotExist or TaskTimedOut
   * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskSuccess.html
   */
  find(token: unknown): Waiting {
    const found = this.#waiting.get(String(token));
    if (found && !found.attempt.over) return found;
    const [, executionArn] =
      /^(arn:aws:states:\S+) [\w-]{43}$/.exec(Buffer.from(String(token), 'base64url').toString()) ?? [];
    if (!executionArn) throw new ApiError('InvalidToken', "Invalid Token: 'Invalid token'");
    if (!this.#isExecution(executionArn)) {
      throw new ApiError('TaskDoesNotExist', "Task does not exist: 'Provided task does not exist'");
    }
    throw new ApiError('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'");
  }
}
