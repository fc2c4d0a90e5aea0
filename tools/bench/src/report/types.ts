export interface Goal {
  name: string;
  value: number;
  /** The bound, with its direction: `<= 1.1`. */
  goal: string;
  met: boolean;
  /** Where the time or the money goes, and what was tried; told when the goal is missed. */
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
  /** What a reader has to know about the numbers, a sentence each. */
  notes: string[];
}

export interface Comparison {
  /** What `pnpm bench NAME` calls it. */
  name: string;
  title: string;
  /** The page of docs/ that has its section; numbers.md unless it says. */
  page?: string;
  /** How long it may take at most. One that has this takes much longer than the others, and runs only when it is named. */
  minutes?: number;
  run(progress: (line: string) => void): Promise<Report>;
}
