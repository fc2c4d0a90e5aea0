import { runJson } from '../process/runJson.ts';
import { clientEnvironment } from '../standIn/standIn.ts';

/** Rows a second of wall time; microseconds of the client's CPU a row; the most memory that its process held, in MB. */
export type Measure = 'perSecond' | 'cpu' | 'peak';
export type Env = Record<string, string>;
export type Progress = (line: string) => void;

/** Rows of a full chunk. */
export const CHUNK = 50_000;
/** Of the rows that services/ingestion/bench/rows.ts writes, on average. */
export const ROW_BYTES = 94;

/** What the script finds, with DynamoDB at this address. */
export const environment = (url: string): Env => ({
  ...clientEnvironment(url),
  ORDERS_TABLE: 'orderflow-local-orders',
});

/** Imports so many rows in a new process, one of the ways of services/ingestion/bench/importWays.ts. */
export const importRun = (way: string, rows: number, env: Env): Promise<Record<Measure, number>> =>
  runJson('services/ingestion/bench/import.ts', [way, rows], env);
