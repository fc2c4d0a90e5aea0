import type { Stage } from '../stage/types.ts';

/** The flags that every command gets. */
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

/** The result of a command: data for machines, text for people, and the exit code. */
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
