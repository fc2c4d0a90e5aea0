/** Options of a run. */
export interface Options {
  /** Operations of the random run. */
  operations: number;
  /** Total number of hostile inputs. */
  inputs: number;
  seed: number;
  /** Prints a line or a table. */
  write(text: string): void;
}

/** One way to break Orderflow. */
export interface Suite {
  name: string;
  what: string;
  /** @returns the failures, one line each. */
  run(options: Options): Promise<string[]>;
}
