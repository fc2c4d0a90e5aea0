import type { Stage } from '../stage/types.ts';

/** What every command is told. */
export interface Flags {
  stage: string;
  json: boolean;
  yes: boolean;
  'dry-run': boolean;
  filter?: string;
  rate?: string;
  limit?: string;
  port?: string;
}

/** What a command found: data for machines, text for people, and how the process ends. */
export interface Outcome {
  data: unknown;
  text: string;
  exitCode?: number;
}

export interface Command {
  usage: string;
  /** A question to ask before it runs; absent for commands that change nothing. */
  asks?(argument: string, flags: Flags): string | undefined;
  run(stage: Stage, argument: string, flags: Flags): Promise<Outcome>;
}
