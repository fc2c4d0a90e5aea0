import { runJson } from '../process/runJson.ts';
import { clientEnvironment } from '../standIn/standIn.ts';

/** Rows per second of wall time; client CPU in microseconds per row; peak memory of its process in MB. */
export type Measure = 'perSecond' | 'cpu' | 'peak';
export type Env = Record<string, string>;
export type Progress = (line: string) => void;

/** Rows of a full chunk. */
export const CHUNK = 50_000;
/** Average bytes of a row that services/ingestion/bench/rows.ts writes. */
export const ROW_BYTES = 94;

/** The script's environment, with DynamoDB at this address. */
export const environment = (url: string): Env => ({
  ...clientEnvironment(url),
  ORDERS_TABLE: 'orderflow-local-orders',
});

/** Imports this number of rows in a new process, in one of the ways of services/ingestion/bench/importWays.ts. */
export const importRun = (way: string, rows: number, env: Env): Promise<Record<Measure, number>> =>
  runJson('services/ingestion/bench/import.ts', [way, rows], env);
