export interface Goal {
  name: string;
  value: number;
  /** The bound, with its direction: `<= 1.1`. */
  goal: string;
  met: boolean;
  /** Where the time or the money goes, and what was tried; shown if the goal is missed. */
  why?: string;
}

export interface Table {
  title: string;
  columns: string[];
  /** One cell per column; the first one names the row. */
  rows: string[][];
}

export interface Report {
  tables: Table[];
  goals: Goal[];
  /** What a reader must know about the numbers, one sentence each. */
  notes: string[];
}

export interface Comparison {
  /** The NAME in `pnpm bench NAME`. */
  name: string;
  title: string;
  /** The page of docs/ with its section; numbers.md by default. */
  page?: string;
  /** Maximum duration. A comparison with this value takes much longer than the others, and runs only when it is named. */
  minutes?: number;
  run(progress: (line: string) => void): Promise<Report>;
}
