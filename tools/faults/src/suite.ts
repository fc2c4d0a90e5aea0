/** What a run was told. */
export interface Options {
  /** Operations of the random run. */
  operations: number;
  /** Hostile inputs, all together. */
  inputs: number;
  seed: number;
  /** Prints a line or a table. */
  write(text: string): void;
}

/** One way to break Orderflow. */
export interface Suite {
  name: string;
  what: string;
  /** @returns what failed, a line each. */
  run(options: Options): Promise<string[]>;
}
