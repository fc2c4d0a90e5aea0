import type { Stubs } from '../seam/faultProxy.ts';
import type { Answer, Call } from '../seam/functionProcess.ts';
import { type Bank, openBank } from './bank.ts';

/** The part of an e-mail that is the same in every run; its code is not. */
export interface Mail {
  to: string[];
  subject: string;
}

const json = (body: object, status = 200): Answer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(JSON.stringify(body)),
});

/** SES, Step Functions and the payment provider, as functions see them; all requests are kept. */
export class Outside {
  mails: Mail[] = [];
  /** The text of the latest mail to each address. */
  texts = new Map<string, string>();
  /** Input by execution name; Step Functions starts one execution per name. */
  executions: Record<string, string> = {};
  /** The outputs or errors that were sent to waiting states, by token. */
  woken: Record<string, string> = {};
  /** Called when an execution starts. */
  onStart: (input: string) => Promise<unknown> = async () => {};
  /** Called when a waiting state gets its result. */
  onWake: (output: string, taskToken: string) => Promise<unknown> = async () => {};
  /** The payment provider. */
  readonly bank: Bank = openBank();
  readonly #running = new Set<Promise<unknown>>();

  readonly stubs: Stubs = {
    SES: (call) => this.#send(call),
    Stripe: (call) => this.bank.answer(call),
    SecretsManager: () => json({ SecretString: this.bank.secret }),
    SFN: (call) => {
      if (call.name === 'SFN.StartExecution') return this.#start(call);
      return call.name === 'SFN.StopExecution' ? this.#stop(call) : this.#wake(call);
    },
  };

  clear(): void {
    this.mails = [];
    this.executions = {};
    this.woken = {};
    this.texts = new Map();
    this.onStart = async () => {};
    this.onWake = async () => {};
    this.bank.clear();
  }

  /** Tracks work that runs beside a scenario. */
  track(work: Promise<unknown>): void {
    const running = work.finally(() => this.#running.delete(running));
    this.#running.add(running);
  }

  /** Resolves when the tracked work has ended. @returns whether there was any */
  async settled(): Promise<boolean> {
    const any = this.#running.size > 0;
    while (this.#running.size > 0) await Promise.all(this.#running);
    return any;
  }

  #send({ body }: Call): Answer {
    const { Destination, Content } = JSON.parse(body.toString());
    this.mails.push({ to: Destination.ToAddresses, subject: Content.Simple.Subject.Data });
    this.texts.set(Destination.ToAddresses[0], Content.Simple.Body.Text.Data);
    return json({ MessageId: String(this.mails.length) });
  }

  #start({ body }: Call): Answer {
    const { name, input, stateMachineArn } = JSON.parse(body.toString());
    const known = this.executions[name];
    if (known !== undefined && known !== input) return json({ __type: 'ExecutionAlreadyExists' }, 400);
    if (known === undefined) this.track(this.onStart(input));
    this.executions[name] = input;
    return json({ executionArn: `${stateMachineArn}:${name}`, startDate: 0 });
  }

  /** The execution has no more steps to emulate. */
  #stop({ body }: Call): Answer {
    const { executionArn } = JSON.parse(body.toString());
    const name = String(executionArn).split(':').at(-1) ?? '';
    if (this.executions[name] === undefined) return json({ __type: 'ExecutionDoesNotExist' }, 400);
    this.executions[name] = 'STOPPED';
    return json({ stopDate: 0 });
  }

  async #wake({ body }: Call): Promise<Answer> {
    const { taskToken, output, error } = JSON.parse(body.toString());
    if (this.woken[taskToken] !== undefined) return json({ __type: 'TaskTimedOut' }, 400);
    this.woken[taskToken] = output ?? `failed with ${error}`;
    if (output !== undefined) await this.onWake(output, taskToken);
    return json({});
  }
}
