import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { attemptOf, RefusedError } from '@orderflow/domain';
import { documentClient } from '@orderflow/idempotency';
import { Death, MortalProcess } from '@orderflow/idempotency/testing';
import type { Mail } from '@orderflow/mail';
import type { MailRequested } from '@orderflow/validation';
import { StateMachine } from 'aws-local-stepfunctions';
import { type TaskInput, task } from '../src/lib/task.ts';
import type { Fail, Subject, Wake } from '../src/lib/workflow.ts';
import { activate } from '../src/models/activate.ts';
import { answerMail } from '../src/models/answerMail.ts';
import { awaitConfirmation } from '../src/models/awaitConfirmation.ts';
import { confirm } from '../src/models/confirm.ts';
import { createWorkspace } from '../src/models/createWorkspace.ts';
import { compensate, expire } from '../src/models/endOnboarding.ts';
import type { Attempt } from '../src/models/onboarding.ts';
import { sendMail } from '../src/models/sendMail.ts';
import { validate } from '../src/models/validate.ts';
import { NOW, testStore } from './testOnboarding.ts';

/** Without its timeouts: here errors fail at once, and a slow machine must not fail. */
const definition = JSON.parse(
  readFileSync(join(__dirname, '../onboarding.asl.json'), 'utf8').replaceAll(
    /("TimeoutSeconds": )("[^"]+"|\d+)/g,
    '$1 99999',
  ),
);
const STATES: string[] = Object.keys(definition.States);
/** More than any of these worlds needs. */
const MAX_RECEIVES = 50;
const AT_ONCE = Object.fromEntries(STATES.map((name) => [name, 0]));

/** The process through which the steps of an onboarding make their calls. */
interface Process extends Pick<MortalProcess, 'call'> {
  client: DynamoDBDocumentClient;
}

/** A process that dies at one of its calls: {@link MortalProcess}. */
export function mortal(...death: ConstructorParameters<typeof MortalProcess>) {
  const process = new MortalProcess(...death);
  const call: MortalProcess['call'] = (effect) => process.call(effect);
  return { client: process.own(documentClient()), call, dead: () => process.dead };
}

/** A process that does not die. */
export const living: Process = { client: documentClient(), call: (effect) => effect() };

/** What happens outside of an onboarding. */
export interface World {
  /** The process of the first attempts, until it dies. */
  process?: Process;
  /** In which wait, if at all, the person opens the mail and confirms with its code. */
  confirms?: 'WaitForConfirmation' | 'WaitAfterReminder';
  /** The error with which the mail server refuses mails. */
  refuses?: Error;
  /** How many attempts it refuses. Default: all. */
  refusals?: number;
}

interface Wait extends TaskInput {
  step: 'WaitForConfirmation' | 'WaitAfterReminder';
  taskToken: string;
}

/**
 * Runs the workflow's own definition over the models. A failure is retried at once, a minute later in the models' time.
 * A wait in which nobody confirms times out at once.
 *
 * @returns the mails that went out, the answers the person got, and how the execution ended: an error's name, if any.
 */
export async function onboard(
  who: Attempt,
  { process = living, confirms, refuses, refusals = Number.POSITIVE_INFINITY }: World = {},
) {
  let refused = 0;
  const mails: Mail[] = [];
  const answers: string[] = [];
  const waiting = new Map<string, (subject: Subject) => void>();
  let current = process;
  let attempts = 0;
  const clock = () => new Date(NOW.getTime() + attempts++ * 60_000);

  /** An attempt by the process that is alive. */
  async function attempt<T>(run: (store: ReturnType<typeof testStore>) => Promise<T>): Promise<T> {
    try {
      return await run(testStore(current.client));
    } catch (error) {
      if (error instanceof Death) current = living;
      throw error;
    }
  }
  const post = (mail: Mail) =>
    current.call(async () => {
      if (refuses && refused++ < refusals) throw refuses;
      mails.push(mail);
    });
  const wake = (taskToken: string, subject: Subject) =>
    current.call(async () => waiting.get(taskToken)?.(subject));

  async function openMail(): Promise<void> {
    const code = /Your code: (\S+)/.exec(mails.at(-1)?.text ?? '')?.[1] ?? '';
    try {
      const { status } = await attempt((store) => confirm(code, clock(), store, wake, async () => undefined));
      answers.push(status);
    } catch (error) {
      if (error instanceof Death) return openMail();
      if (!(error instanceof RefusedError)) throw error;
      answers.push(error.refusal);
    }
  }

  const step =
    <I extends TaskInput>(run: (input: I, store: ReturnType<typeof testStore>) => Promise<unknown>) =>
    async ({ Payload }: { Payload: I }) => ({
      Payload: await task<I>((input) => attempt((store) => run(input, store)))(Payload),
    });
  const wait = async ({ Payload }: { Payload: Omit<Wait, 'taskToken'> }) => {
    const taskToken = randomUUID();
    const woken = new Promise<Subject>((resolve) => waiting.set(taskToken, resolve));
    await step<Wait>(({ step, taskToken }, store) =>
      awaitConfirmation(who, step, taskToken, clock(), store, wake),
    )({ Payload: { ...Payload, taskToken } });
    if (confirms === Payload.step) await openMail();
    return Promise.race([woken, timeout(answers.length === 0)]);
  };
  /** The queue of mails delivers a request until it is answered. */
  const mail = async ({ MessageBody }: { MessageBody: MailRequested }) => {
    const answer = Promise.withResolvers<Subject>();
    answer.promise.catch(() => undefined);
    const go: Wake = (_, subject) => current.call(async () => answer.resolve(subject));
    const no: Fail = (_, error) => current.call(async () => answer.reject(error));
    for (let receives = 1; receives <= MAX_RECEIVES; receives++) {
      const answered = await attempt((store) => {
        const send: typeof sendMail = (who, step, now) => sendMail(who, step, now, store, post);
        return answerMail(MessageBody, clock(), send, go, no);
      }).then(
        () => true,
        () => false,
      );
      if (answered) return answer.promise;
    }
    throw new Error('the mail lies in the dead-letter queue');
  };
  const context = (correlationId = '') => ({ correlationId, now: clock() });
  const handlers = {
    Validate: step((input, store) => validate(input, clock(), store)),
    CreateWorkspace: step((input, store) => createWorkspace(input, clock(), store)),
    SendWelcome: mail,
    WaitForConfirmation: wait,
    SendReminder: mail,
    WaitAfterReminder: wait,
    Activate: step((input, store) => activate(input, context(input.correlationId), store)),
    Expire: step(async (input, store) => ({
      outcome: await expire(input, context(input.correlationId), store),
    })),
    Compensate: step<TaskInput & { error: { Error: string } }>((input, store) =>
      compensate(input, input.error.Error, context(input.correlationId), store),
    ),
  };
  const machine = new StateMachine(definition, { validationOptions: { checkArn: false } });
  const { result } = machine.run(
    { userId: who.userId, attempt: attemptOf(who) },
    {
      overrides: { taskResourceLocalHandlers: handlers as never, retryIntervalOverrides: AT_ONCE },
      context: { Task: { Token: 'of the harness' } } as never,
    },
  );
  const error = await result.then(
    () => undefined,
    ({ cause }: Error) => (cause as Error).name,
  );
  return { mails, answers, error };
}

async function timeout(now: boolean): Promise<never> {
  if (now) throw Object.assign(new Error('States.Timeout'), { name: 'States.Timeout' });
  return new Promise(() => undefined);
}
