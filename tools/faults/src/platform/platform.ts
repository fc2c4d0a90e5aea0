import type { Message } from '@aws-sdk/client-sqs';
import { readItemFailures } from '@orderflow/local/poller/response';
import { toSqsRecord } from '@orderflow/local/poller/sqsRecord';
import type { FaultProxy } from '../seam/faultProxy.ts';
import { FunctionProcess } from '../seam/functionProcess.ts';
import { type SampleType, sampleEvent } from '../world/sampleEvents.ts';
import { type FunctionInfo, isTableStream } from './catalog.ts';
import { type Clients, createClients } from './clients.ts';
import { FINAL_ERRORS } from './finalErrors.ts';
import { type HttpAnswer, type HttpRequest, httpEvent, readAnswer, routeOf } from './http.ts';
import { invoke, type Outcome } from './invoke.ts';
import { Queue, queueArn } from './queue.ts';
import { type ShardRecord, StreamReader } from './stream.ts';

/** Creates the process for an invocation of a function. */
export type Spawn = (functionName: string, attempt: number) => FunctionProcess;

/** How a batch of a queue is delivered. */
export interface Delivery {
  attempt?: number;
  order?(messages: Message[]): Message[];
  /** Number of executors that get the batch at once. */
  executors?: number;
}

/** Attempts of a caller, a stream or a workflow before the run is stopped as stuck. */
const MAX_ATTEMPTS = 40;

/** Emulates AWS around the functions: it calls them, and retries when they fail. */
export class Platform {
  readonly clients: Clients = createClients();
  readonly catalog: readonly FunctionInfo[];
  readonly #proxy: FaultProxy;
  readonly #streams = new Map<string, StreamReader>();
  spawn: Spawn = () => new FunctionProcess();
  /** Environment variables that differ from serverless.yml, e.g. to make small files count as large ones. */
  settings: Record<string, string> = {};
  /** Called after every invocation. */
  onInvocation: (name: string, process: FunctionProcess, outcome: Outcome) => void = () => {};

  constructor(catalog: readonly FunctionInfo[], proxy: FaultProxy) {
    this.catalog = catalog;
    this.#proxy = proxy;
  }

  function(name: string): FunctionInfo {
    const found = this.catalog.find((one) => one.name === name);
    if (!found) throw new Error(`there is no function ${name}`);
    return found;
  }

  queue = (name: string): Queue => new Queue(this.clients.sqs, `orderflow-local-${name}`);

  /** Puts a valid event of a type into a queue, as its subscription would. */
  announce = (queue: string, type: SampleType): Promise<void> =>
    this.queue(queue).send([JSON.stringify(sampleEvent(type))]);

  async invoke(
    name: string,
    event: unknown,
    attempt = 1,
    process = this.spawn(name, attempt),
  ): Promise<Outcome> {
    const outcome = await invoke(this.function(name), event, process, this.#proxy, this.settings);
    this.onInvocation(name, process, outcome);
    return outcome;
  }

  /** One attempt of a client. @returns undefined when it got no answer */
  async ask(route: string, request: HttpRequest = {}, attempt = 1): Promise<HttpAnswer | undefined> {
    const { name } = routeOf(this.catalog, route);
    return readAnswer(await this.invoke(name, httpEvent(route, request), attempt));
  }

  /** A client that repeats the same request, with the same key, until it has an answer that is not a 5xx. */
  async request(route: string, request: HttpRequest = {}): Promise<HttpAnswer> {
    for (let attempt = 1; ; attempt++) {
      const answer = await this.ask(route, request, attempt);
      if (answer && answer.status < 500) return answer;
      if (attempt === MAX_ATTEMPTS) throw new Error(`${route} does not come to an end: ${answer?.status}`);
    }
  }

  /** A task of a workflow: retried until it answers, or throws an error that its state does not retry. */
  async task(name: string, event: unknown): Promise<unknown> {
    for (let attempt = 1; ; attempt++) {
      const outcome = await this.invoke(name, event, attempt);
      if (outcome.kind === 'answered') return outcome.value;
      if (outcome.kind === 'threw' && FINAL_ERRORS.has((outcome.error as Error).name))
        return String(outcome.error);
      if (attempt === MAX_ATTEMPTS) throw new Error(`${name} does not come to an end`);
    }
  }

  /** A due schedule: its function is invoked until it succeeds, here without Lambda's limit of retries. */
  schedule = (name: string, time: Date): Promise<unknown> =>
    this.task(name, { id: `c-${name.replace('/', '.')}`, time: time.toISOString() });

  /**
   * Delivers a function's queue until it is empty, with redelivery of failed messages: each message is deleted in the
   * end, or in the dead-letter queue after five receives.
   */
  async drainQueue(name: string): Promise<void> {
    for (let attempt = 1; await this.deliverBatch(name, { attempt }); attempt++);
  }

  /** Delivers one batch. @returns false if the queue was empty */
  async deliverBatch(name: string, options: Delivery = {}): Promise<boolean> {
    const { attempt = 1, order = (all) => all, executors = 1 } = options;
    const source = this.function(name).sources.find((one) => one.kind === 'queue');
    if (source?.kind !== 'queue') throw new Error(`${name} has no queue`);
    const queue = new Queue(this.clients.sqs, source.queue);
    const batch = order(await queue.receive(source.batchSize));
    if (batch.length === 0) return false;
    const Records = batch.map((message) => toSqsRecord(message, queueArn(source.queue)));
    const ids = Records.map(({ messageId }) => messageId);
    const outcomes = await Promise.all(
      Array.from({ length: executors }, () => this.invoke(name, { Records }, attempt)),
    );
    const failures = outcomes.map((outcome) => failedOf(outcome, ids));
    // A message is deleted if any executor succeeds.
    const failed = ({ MessageId = '' }: Message) => failures.every((one) => one.has(MessageId));
    await queue.delete(batch.filter((message) => !failed(message)));
    await queue.release(batch.filter(failed));
    return true;
  }

  #streamOf(name: string) {
    const source = this.function(name).sources.find((one) => one.kind === 'stream');
    if (source?.kind !== 'stream') throw new Error(`${name} has no stream`);
    return source;
  }

  /** Records that were written to a function's stream since the last call and pass its filter. */
  async readStream(name: string): Promise<ShardRecord[]> {
    const source = this.#streamOf(name);
    const reader = this.#streams.get(name) ?? new StreamReader(this.clients, source.arn);
    this.#streams.set(name, reader);
    return (await reader.read()).filter(({ event }) => source.matches(event));
  }

  /** Skips everything written to tables so far. */
  async skipStreams(): Promise<void> {
    const consumers = this.catalog.filter(({ sources }) => sources.some(isTableStream));
    await Promise.all(consumers.map(({ name }) => this.readStream(name)));
  }

  /** Delivers new records of a function's stream to this number of executors at once. @returns whether there were any */
  async drainStream(name: string, batchSize = 100, executors = 1): Promise<boolean> {
    const records = await this.readStream(name);
    await Promise.all(Array.from({ length: executors }, () => this.deliverRecords(name, records, batchSize)));
    return records.length > 0;
  }

  /**
   * Delivers records in order, and retries from the first failed one. With a tumbling window, the window of a shard
   * ends here with its last record: with a final call without records, repeated until it succeeds.
   */
  async deliverRecords(name: string, all: readonly ShardRecord[], batchSize: number): Promise<void> {
    const hasWindows = this.#streamOf(name).tumblingWindowMs > 0;
    const records = [...all];
    let stuck = 0;
    for (let attempt = 1; records.length > 0; attempt++) {
      if (stuck > MAX_ATTEMPTS) throw new Error(`${name} does not get on in its stream`);
      const batch = ofOneShard(records).slice(0, batchSize);
      const ids = batch.map(({ sequenceNumber }) => sequenceNumber);
      const event = { Records: batch.map(({ event }) => event), ...(hasWindows && windowOf(batch)) };
      const outcome = await this.invoke(name, event, attempt);
      const failed = failedOf(outcome, ids, hasWindows);
      const first = ids.findIndex((id) => failed.has(id));
      const { length: done } = records.splice(0, first < 0 ? batch.length : first);
      stuck = done > 0 ? 0 : stuck + 1;
      const isLast = failed.size === 0 && records[0]?.shardId !== batch[0]?.shardId;
      if (hasWindows && isLast) await this.task(name, { ...windowOf(batch), isFinalInvokeForWindow: true });
    }
  }
}

/** The leading records that belong to the shard of the first one. */
function ofOneShard(records: readonly ShardRecord[]): ShardRecord[] {
  const next = records.findIndex(({ shardId }) => shardId !== records[0]?.shardId);
  return records.slice(0, next < 0 ? records.length : next);
}

/** The other fields of a tumbling window's event. The state is always empty, as if lost: no function may rely on it. */
const windowOf = ([first]: readonly ShardRecord[]) => ({
  window: { start: '2026-11-30T08:00:00Z', end: '2026-11-30T08:15:00Z' },
  state: {},
  shardId: first?.shardId,
  eventSourceARN: first?.event['eventSourceARN'],
  isFinalInvokeForWindow: false,
  isWindowTerminatedEarly: false,
});

/** The failed ids of a batch: all of them, unless the function reports which. */
function failedOf(outcome: Outcome, ids: string[], needsState = false): Set<string> {
  if (outcome.kind !== 'answered') return new Set(ids);
  const { state } = (outcome.value ?? {}) as { state?: object };
  if (needsState && !state) return new Set(ids);
  const failures = readItemFailures(outcome.value, ids);
  return new Set('invalid' in failures ? ids : failures.failed);
}
