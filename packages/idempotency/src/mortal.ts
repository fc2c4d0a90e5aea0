import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** The process that made a call is gone. */
export class Death extends Error {
  override readonly name = 'Death';
}

/**
 * A process that dies at one of its calls: before the call goes out, or after its effect, while the answer is on its
 * way. A dead process makes no more calls.
 */
export class MortalProcess {
  readonly #moment: 'before' | 'after';
  readonly #fatal: number;
  #calls = 0;
  #dead = false;

  /** @param fatal number of the call, from 1 */
  constructor(moment: 'before' | 'after', fatal: number) {
    this.#moment = moment;
    this.#fatal = fatal;
  }

  get dead(): boolean {
    return this.#dead;
  }

  /** Makes one of the process's calls. @param abandon lets go of an answer that nobody reads */
  async call<T>(effect: () => Promise<T>, abandon: (answer: T) => void = () => {}): Promise<T> {
    if (this.#dead) throw new Death('dead');
    const mine = ++this.#calls;
    if (this.#moment === 'before' && mine === this.#fatal) this.#die();
    const answer = await effect();
    if (this.#moment === 'after' && mine === this.#fatal) {
      abandon(answer);
      this.#die();
    }
    return answer;
  }

  /** Makes every request of an SDK client one of the process's calls. */
  own<C extends { middlewareStack: unknown }>(client: C): C {
    const stack = client.middlewareStack as DynamoDBDocumentClient['middlewareStack'];
    stack.add((next) => (args) => this.call(() => next(args), abandonBody));
    return client;
  }

  #die(): never {
    this.#dead = true;
    throw new Death(`${this.#moment} call ${this.#fatal}`);
  }
}

/** A body that is never read keeps its connection open. */
function abandonBody({ output }: { output: object }): void {
  const { Body } = output as { Body?: { destroy(): void } };
  Body?.destroy();
}
