import { accountId, region } from '@orderflow/local/settings';
import fc from 'fast-check';
import { type FunctionInfo, isTableStream } from '../platform/catalog.ts';
import { httpEvent } from '../platform/http.ts';
import { type Fault, FunctionProcess } from '../seam/functionProcess.ts';
import type { Stage } from '../sweep/scenario.ts';
import { body, hostileRequest, wrongParams } from './arbitraries.ts';
import { checkAnswer, checkProcess } from './checks.ts';
import { samples } from './samples.ts';
import { clickRecords, itemRecords, streamSample, takesAll } from './streams.ts';

/** The result of the inputs to one route or queue. */
export interface Fuzzed {
  target: string;
  inputs: number;
  /** Count per status; for a queue, the number of messages that were done or failed. */
  answers: Record<string, number>;
  /** The first input that broke something, shrunk as far as possible. */
  broken?: string;
}

/** A target of hostile input. */
export interface Target {
  fn: FunctionInfo;
  kind: 'http' | 'queue' | 'stream';
  /** Route, queue or name of a function that reads a stream. */
  name: string;
}

/** Every HTTP route, and every queue and stream that a function reads. */
export function targets(catalog: readonly FunctionInfo[]): Target[] {
  return catalog.flatMap((fn) =>
    fn.sources.flatMap((source): Target[] => {
      if (source.kind === 'http') return [{ fn, kind: 'http', name: `${source.method} ${source.path}` }];
      return [{ fn, kind: source.kind, name: source.kind === 'queue' ? source.queue : fn.name }];
    }),
  );
}

/** Sends `inputs` hostile inputs to one target. */
export async function fuzz(target: Target, stage: Stage, inputs: number, seed: number): Promise<Fuzzed> {
  const answers: Record<string, number> = {};
  const count = (answer: string | number, times = 1) => {
    answers[answer] = (answers[answer] ?? 0) + times;
  };
  const properties: Record<Target['kind'], () => fc.IAsyncProperty<unknown[]>> = {
    http: () => httpProperty(target, stage, count),
    queue: () => queueProperty(target, stage, count),
    stream: () => streamProperty(target, stage, count),
  };
  const property = properties[target.kind]();
  const examples = target.kind === 'http' ? wrongParams(target.name).map((one): unknown[] => [one]) : [];
  const numRuns = examples.length + (target.kind === 'http' ? inputs : Math.ceil(inputs / RECORDS));
  const { failed, counterexample, errorInstance } = await fc.check(property, { numRuns, seed, examples });
  const fuzzed = { target: target.name, inputs: inputs + examples.length, answers };
  if (!failed) return fuzzed;
  const input = JSON.stringify(counterexample).slice(0, 500);
  return {
    ...fuzzed,
    broken: `${(errorInstance as Error)?.message.slice(0, 500)} for ${input} (seed ${seed})`,
  };
}

/** `httpTimeout` of params.yml: a slower answer does not reach the client. */
const MOST_MS = 10_000;
/** No answer at all. */
const HUNG = Number.POSITIVE_INFINITY;
/** Records of one batch. */
const RECORDS = 5;

type Count = (answer: string | number, times?: number) => void;

const httpProperty = ({ name, fn }: Target, { platform }: Stage, count: Count) =>
  fc.asyncProperty(hostileRequest(name), async (request) => {
    const milliseconds = async () => {
      const process = new FunctionProcess();
      const started = performance.now();
      const outcome = await platform.invoke(fn.name, httpEvent(name, request), 1, process);
      if (outcome.kind === 'hung') return HUNG;
      count(checkAnswer(outcome));
      checkProcess(process);
      return Math.round(performance.now() - started);
    };
    // The machine may stall once, or another input may delay this one. An input that is slow by itself is slow again.
    const first = await milliseconds();
    if (first <= MOST_MS) return;
    const second = await milliseconds();
    if (second > MOST_MS) throw new Error(`the answer took ${first} ms, and ${second} ms again`);
  });

/** Accepts every change of visibility: the messages were never received, so the engine would refuse it. */
const givesNothingBack: Fault = async (call, forward) =>
  call.name === 'SQS.ChangeMessageVisibilityBatch'
    ? { status: 200, headers: {}, body: Buffer.from('{"Successful":[],"Failed":[]}') }
    : forward(call);

const queueProperty = ({ name, fn }: Target, { platform }: Stage, count: Count) =>
  fc.asyncProperty(
    fc.array(body(samples[name] ?? {}), { minLength: RECORDS, maxLength: RECORDS }),
    async (bodies) => {
      const process = new FunctionProcess(givesNothingBack);
      const Records = bodies.map((text, at) => record(name, text, at));
      const outcome = await platform.invoke(fn.name, { Records }, 1, process);
      if (outcome.kind !== 'answered') throw new Error(`no answer: ${JSON.stringify(outcome)}`);
      const { batchItemFailures } = outcome.value as { batchItemFailures: { itemIdentifier: string }[] };
      const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
      if ([...failed].some((id) => !(Number(id) < bodies.length))) throw new Error('a failure of no message');
      count('failed', failed.size);
      count('done', bodies.length - failed.size);
      checkProcess(process);
    },
  );

/** Records come from outside. They must be handled or set aside, and must never block their shard. */
const streamProperty = ({ fn }: Target, { platform }: Stage, count: Count) =>
  fc.asyncProperty(
    fc.array(body(streamSample(fn.name) ?? {}), { minLength: RECORDS, maxLength: RECORDS }),
    async (texts) => {
      const process = new FunctionProcess(takesAll(count));
      const Records = fn.sources.some(isTableStream) ? itemRecords(texts) : clickRecords(texts);
      const outcome = await platform.invoke(fn.name, { Records }, 1, process);
      if (outcome.kind !== 'answered') throw new Error(`no answer: ${JSON.stringify(outcome)}`);
      const { batchItemFailures } = outcome.value as { batchItemFailures: unknown[] };
      if (batchItemFailures.length > 0)
        throw new Error(`${batchItemFailures.length} records hold up the shard`);
      count('handled', Records.length);
      checkProcess(process);
    },
  );

const record = (queue: string, text: string, index: number) => ({
  messageId: String(index),
  receiptHandle: 'receipt',
  body: text,
  attributes: {
    ApproximateReceiveCount: '1',
    SentTimestamp: '0',
    SenderId: 'x',
    ApproximateFirstReceiveTimestamp: '0',
  },
  messageAttributes: {},
  md5OfBody: '',
  eventSource: 'aws:sqs',
  eventSourceARN: `arn:aws:sqs:${region}:${accountId}:${queue}`,
  awsRegion: region,
});
