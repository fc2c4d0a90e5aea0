import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { at } from './clock.ts';
import type { Definition } from './definition.ts';
import { ApiError, Halted } from './errors.ts';
import { Execution } from './execution.ts';
import type { NewEvent } from './history.ts';
import type { InvokeFunction } from './invokeFunction.ts';
import { play } from './play.ts';
import type { SendMessage } from './sendMessage.ts';
import { checkName, type StateMachine, StateMachines } from './stateMachines.ts';
import { Tasks } from './tasks.ts';
import { Tokens } from './tokens.ts';

/** The executions of all state machines. Each is kept in a file, from which it resumes after a restart. */
export class Executions {
  readonly tokens = new Tokens((arn) => this.#executions.has(arn));
  readonly #folder: string;
  readonly #tasks: Tasks;
  readonly #executions = new Map<string, Execution>();
  readonly #halts = new Map<string, AbortController>();

  private constructor(folder: string, invoke: InvokeFunction, send: SendMessage) {
    this.#folder = folder;
    this.#tasks = new Tasks(invoke, send, this.tokens);
  }

  /** Reads the executions of a folder and resumes those that were running. */
  static open(folder: string, invoke: InvokeFunction, send: SendMessage): Executions {
    mkdirSync(folder, { recursive: true });
    const executions = new Executions(folder, invoke, send);
    for (const file of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      const execution = file.isFile() && Execution.load(join(file.parentPath, file.name));
      if (execution) executions.#add(execution);
    }
    return executions;
  }

  /**
   * Starts an execution. If one with the same name and input is running, returns that one.
   *
   * @throws ApiError InvalidName, or ExecutionAlreadyExists for a name that is taken
   */
  start(machine: StateMachine, name: unknown, input: string): Execution {
    const checked = checkName(name);
    const stateMachineArn = StateMachines.arn(machine.name);
    const executionArn = `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${checked}`;
    const known = this.#executions.get(executionArn);
    if (known?.status === 'RUNNING' && known.start.input === input) return known;
    if (known) throw new ApiError('ExecutionAlreadyExists', `Execution Already Exists: '${executionArn}'`);
    const { roleArn } = machine;
    // The definition was validated when the state machine was created. Validation takes longer than most executions.
    const definition = JSON.parse(machine.definition) as Definition;
    const start = {
      executionArn,
      stateMachineArn,
      name: checked,
      input,
      startDate: Date.now(),
      roleArn,
      definition,
    };
    mkdirSync(join(this.#folder, machine.name), { recursive: true });
    const execution = Execution.create(start, join(this.#folder, machine.name, `${checked}.jsonl`));
    this.#add(execution);
    return execution;
  }

  /** @throws ApiError InvalidArn or ExecutionDoesNotExist */
  get(arn: unknown): Execution {
    if (!/^arn:aws:states:[^:]+:\d+:execution:[^:]+:[^:]+$/.test(String(arn))) {
      throw new ApiError('InvalidArn', `Invalid Arn: '${arn}'`);
    }
    const execution = this.#executions.get(String(arn));
    if (!execution) throw new ApiError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
    return execution;
  }

  /** The executions of a state machine, newest first. */
  list(stateMachineArn: string): Execution[] {
    return [...this.#executions.values()]
      .filter(({ start }) => start.stateMachineArn === stateMachineArn)
      .sort((a, b) => b.start.startDate - a.start.startDate);
  }

  /** Ends an execution from outside; does nothing to one that has ended. */
  end(execution: Execution, event: NewEvent): void {
    execution.record(event);
    this.#halts.get(execution.start.executionArn)?.abort(new Halted(event.type));
  }

  /**
   * Redrives an execution that ended without success. It resumes at the state that it ended in, with the definition and the
   * input that it had.
   *
   * @throws ApiError ExecutionNotRedrivable when it runs or has succeeded
   * @see https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html
   */
  redrive(execution: Execution): void {
    const { status } = execution;
    if (!execution.redrive()) {
      const message = `Execution is ${status} and cannot be redriven: '${execution.start.executionArn}'`;
      throw new ApiError('ExecutionNotRedrivable', message);
    }
    this.#play(execution);
  }

  /** Halts all executions. The next process resumes them. */
  close(): void {
    for (const halt of this.#halts.values()) halt.abort(new Halted('The process ends'));
  }

  #add(execution: Execution): void {
    this.#executions.set(execution.start.executionArn, execution);
    if (execution.status === 'RUNNING') this.#play(execution);
  }

  #play(execution: Execution): void {
    const { executionArn, startDate, definition } = execution.start;
    const halt = new AbortController();
    this.#halts.set(executionArn, halt);
    const { TimeoutSeconds } = definition;
    const cancelTimeout = TimeoutSeconds
      ? at((execution.redriven.at ?? startDate) + TimeoutSeconds * 1000, () =>
          this.end(execution, { type: 'ExecutionTimedOut', details: { error: 'States.Timeout' } }),
        )
      : () => {};
    void play(execution, this.#tasks, halt.signal).finally(() => {
      cancelTimeout();
      if (this.#halts.get(executionArn) === halt) this.#halts.delete(executionArn);
    });
  }
}
