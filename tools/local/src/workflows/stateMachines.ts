import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accountId, region } from '../settings.ts';
import { parseDefinition } from './definition.ts';
import { ApiError } from './errors.ts';

export interface StateMachine {
  name: string;
  /** JSON text in the Amazon States Language. */
  definition: string;
  roleArn: string;
  /** In milliseconds since the epoch. */
  creationDate: number;
}

const PREFIX = `arn:aws:states:${region}:${accountId}:stateMachine:`;

/** The state machines, each a file in a folder. */
export class StateMachines {
  readonly #folder: string;
  readonly #machines: Map<string, StateMachine>;

  private constructor(folder: string, machines: StateMachine[]) {
    this.#folder = folder;
    this.#machines = new Map(machines.map((machine) => [machine.name, machine]));
  }

  static open(folder: string): StateMachines {
    mkdirSync(folder, { recursive: true });
    const read = (file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as StateMachine;
    return new StateMachines(folder, readdirSync(folder).map(read));
  }

  static arn(name: string): string {
    return `${PREFIX}${name}`;
  }

  /** All of them, by name. */
  list(): StateMachine[] {
    return [...this.#machines.values()].sort((a, b) => a.name.localeCompare(b.name));
  }

  /** @throws ApiError InvalidArn or StateMachineDoesNotExist */
  get(arn: unknown): StateMachine {
    const text = String(arn);
    if (!/^arn:aws:states:[^:]+:\d+:stateMachine:[^:]+$/.test(text)) {
      throw new ApiError('InvalidArn', `Invalid Arn: '${text}'`);
    }
    const machine = text.startsWith(PREFIX) ? this.#machines.get(text.slice(PREFIX.length)) : undefined;
    if (!machine) throw new ApiError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${text}'`);
    return machine;
  }

  /**
   * Creates a state machine, or returns the existing one if it is the same.
   *
   * @throws ApiError InvalidName, InvalidDefinition, or StateMachineAlreadyExists when it differs
   */
  create(name: unknown, definition: string, roleArn: string): StateMachine {
    const checked = checkName(name);
    parseDefinition(definition);
    const known = this.#machines.get(checked);
    if (known && (known.definition !== definition || known.roleArn !== roleArn)) {
      const message = `State Machine Already Exists: '${StateMachines.arn(checked)}'`;
      throw new ApiError('StateMachineAlreadyExists', message);
    }
    return known ?? this.#save({ name: checked, definition, roleArn, creationDate: Date.now() });
  }

  /** Changes the given fields only. */
  update(arn: unknown, change: { definition?: string; roleArn?: string }): void {
    if (change.definition !== undefined) parseDefinition(change.definition);
    this.#save({ ...this.get(arn), ...change });
  }

  #save(machine: StateMachine): StateMachine {
    writeFileSync(join(this.#folder, `${machine.name}.json`), JSON.stringify(machine));
    this.#machines.set(machine.name, machine);
    return machine;
  }
}

/**
 * Checks a name of a state machine or an execution.
 *
 * @throws ApiError InvalidName
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
 */
export function checkName(name: unknown): string {
  if (typeof name !== 'string' || !/^[^\s\p{Cc}<>{}[\]?*"#%\\^|~`$&,;:/]{1,80}$/u.test(name)) {
    throw new ApiError('InvalidName', `Invalid Name: '${name}'`);
  }
  return name;
}
