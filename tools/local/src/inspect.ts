import type { Settings } from './settings.ts';

/** Set in the environment of every process of a copy that `pnpm dev --inspect` started. */
export const inspectVariable = 'ORDERFLOW_INSPECT';

const DAY_MS = 86_400_000;
/** Seconds for which a message is hidden while somebody may be looking at it. */
const HIDDEN_SECONDS = 900;

export const isInspected = (env: NodeJS.ProcessEnv = process.env): boolean => Boolean(env[inspectVariable]);

/** How long to wait for an answer: as told, and a day where a breakpoint may hold it up. */
export const unlessInspected = (milliseconds: number): number => (isInspected() ? DAY_MS : milliseconds);

/** A queue's visibility timeout: as told, and a quarter of an hour at least where a breakpoint may hold a message up. */
export const hiddenFor = (seconds: number): number =>
  isInspected() ? Math.max(seconds, HIDDEN_SECONDS) : seconds;

/** Where a debugger finds the functions: their threads are all of one process. */
export const inspectorPort = ({ port }: Pick<Settings, 'port'>): number => port + 20;
