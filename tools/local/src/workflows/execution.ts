import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Definition } from './definition.ts';
import { detailsKey, type HistoryEvent, isUnsuccessful, type NewEvent, statusAfter } from './history.ts';

/** The parameters of an execution's start. */
export interface Start {
  executionArn: string;
  stateMachineArn: string;
  name: string;
  /** JSON text, exactly as the caller sent it. */
  input: string;
  /** In milliseconds since the epoch. */
  startDate: number;
  roleArn: string;
  /** The definition at that time: a later change of the state machine does not affect running executions. */
  definition: Definition;
}

/** These events are written together with the next one. At the end of a file, one is left of a write that was cut off. */
const HAS_MORE_TO_IT = /(StateExited|Scheduled)$/;

/**
 * One execution: its start and its events, each a line of JSON in a file. The history is also the journal: it contains all
 * that is needed to go on after a restart.
 */
export class Execution {
  readonly start: Start;
  readonly #file: string;
  readonly #events: HistoryEvent[];

  private constructor(start: Start, file: string, events: HistoryEvent[]) {
    this.start = start;
    this.#file = file;
    this.#events = events;
  }

  static create(start: Start, file: string): Execution {
    writeFileSync(file, `${JSON.stringify(start)}\n`);
    return new Execution(start, file, []);
  }

  /**
   * Reads an execution from the file that a process left.
   *
   * @returns undefined when the process was killed before the start was written
   */
  static load(file: string): Execution | undefined {
    const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
    // The last line has no line break if its write was cut off.
    const [first, ...lines] = text
      .slice(0, text.lastIndexOf('\n') + 1)
      .split('\n')
      .filter(Boolean);
    if (!first) return undefined;
    const events = lines.map((line) => JSON.parse(line) as HistoryEvent);
    if (HAS_MORE_TO_IT.test(events.at(-1)?.type ?? '')) events.pop();
    const kept = [first, ...events.map((event) => JSON.stringify(event))];
    writeFileSync(file, `${kept.join('\n')}\n`);
    return new Execution(JSON.parse(first) as Start, file, events);
  }

  get events(): readonly HistoryEvent[] {
    return this.#events;
  }

  get status(): string {
    return statusAfter(this.#events.at(-1));
  }

  /** How often it was redriven, and when it last was, in milliseconds since the epoch. */
  get redriven(): { count: number; at?: number } {
    const redrives = this.#events.filter(({ type }) => type === 'ExecutionRedriven');
    const last = redrives.at(-1);
    return { count: redrives.length, ...(last ? { at: last.timestamp } : {}) };
  }

  /** Redrives an execution that ended without success. Does nothing to any other. */
  redrive(): HistoryEvent | undefined {
    if (!isUnsuccessful(this.status)) return undefined;
    return this.#write([{ type: 'ExecutionRedriven', details: { redriveCount: this.redriven.count + 1 } }]);
  }

  /** Records events, all or none of them, before anybody is told. An execution that has ended records nothing more. */
  record(...added: NewEvent[]): HistoryEvent | undefined {
    return this.status === 'RUNNING' ? this.#write(added) : undefined;
  }

  #write(added: readonly NewEvent[]): HistoryEvent | undefined {
    const timestamp = Date.now();
    const events = added.map(({ type, details, token }, index): HistoryEvent => {
      const id = this.#events.length + index + 1;
      return {
        id,
        previousEventId: id - 1,
        type,
        timestamp,
        ...(details ? { [detailsKey(type)]: details } : {}),
        ...(token ? { token } : {}),
      };
    });
    appendFileSync(this.#file, events.map((event) => `${JSON.stringify(event)}\n`).join(''));
    this.#events.push(...events);
    return events.at(-1);
  }
}
