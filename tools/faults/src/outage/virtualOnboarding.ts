import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Executions } from '@orderflow/local/workflows/executions';

const ASL = join(__dirname, '../../../../services/onboarding/onboarding.asl.json');
/** The values of params.yml. */
const WAITS = { confirmationSeconds: '86400', reminderSeconds: '86400' };

interface Input {
  userId: string;
  taskToken?: string;
}
type Ended = 'ACTIVE' | 'EXPIRED' | 'FAILED';

/**
 * The deployed onboarding workflow on the test's clock. Its functions only remember the state of each user; its mails
 * go to the given queue.
 */
export class VirtualOnboarding {
  /** How each ended onboarding ended. */
  readonly ended = new Map<string, Ended>();
  readonly #folder = mkdtempSync(join(tmpdir(), 'onboardings-'));
  readonly #executions: Executions;
  readonly #confirmed = new Set<string>();
  readonly #waiting = new Map<string, string>();

  constructor(sendMessage: (body: string) => void) {
    this.#executions = Executions.open(
      this.#folder,
      async (name, input) => this.#functions[name]?.(input as Input),
      async (_queue, body) => sendMessage(JSON.stringify(body)),
    );
  }

  start(userId: string): void {
    const machine = { name: 'onboarding', definition: definition(), roleArn: 'role', creationDate: 0 };
    this.#executions.start(machine, userId, JSON.stringify({ userId, attempt: 1 }));
  }

  /** A user follows the link of a mail. */
  confirm(userId: string): void {
    this.#confirmed.add(userId);
    const taskToken = this.#waiting.get(userId);
    if (taskToken) this.wake(taskToken, { userId });
  }

  /** Like SendTaskSuccess. */
  wake(taskToken: string, subject: object): void {
    this.#executions.tokens.find(taskToken).attempt.succeed(JSON.stringify({ ...CONTEXT, ...subject }));
  }

  /** Like SendTaskFailure. */
  fail(taskToken: string, { name, message }: Error): void {
    this.#executions.tokens.find(taskToken).attempt.fail(name, message);
  }

  close(): void {
    this.#executions.close();
    rmSync(this.#folder, { recursive: true });
  }

  readonly #functions: Record<string, (input: Input) => unknown> = {
    validate: ({ userId }) => ({ ...CONTEXT, userId }),
    createWorkspace: (input) => input,
    awaitConfirmation: ({ userId, taskToken = '' }) => {
      this.#waiting.set(userId, taskToken);
      // The function must answer first.
      if (this.#confirmed.has(userId)) setImmediate(() => this.confirm(userId));
    },
    activate: (input) => this.#end(input, 'ACTIVE'),
    expire: (input) =>
      this.#confirmed.has(input.userId) ? { ...input, outcome: 'CONFIRMED' } : this.#end(input, 'EXPIRED'),
    compensate: (input) => this.#end(input, 'FAILED'),
  };

  #end(input: Input, how: Ended): object {
    this.ended.set(input.userId, how);
    return { ...input, outcome: how };
  }
}

const CONTEXT = { attempt: 1, correlationId: 'c-1' };

/** The workflow's definition, with names for what CloudFormation and the parameters fill in. */
function definition(): string {
  return Object.entries(WAITS)
    .reduce(
      (text, [name, seconds]) => text.replace(`"\${param:${name}}"`, seconds),
      readFileSync(ASL, 'utf8'),
    )
    .replace(/\$\{(\w+?)(Arn|Url)\}/g, '$1');
}
