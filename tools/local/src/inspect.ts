import type { Settings } from './settings.ts';

/** Set in the environment of every process of a copy that `pnpm dev --inspect` started. */
export const inspectVariable = 'ORDERFLOW_INSPECT';

const DAY_MS = 86_400_000;
/** Least visibility timeout in seconds while a debugger may hold a message. */
const HIDDEN_SECONDS = 900;

export const isInspected = (env: NodeJS.ProcessEnv = process.env): boolean => Boolean(env[inspectVariable]);

/** How long to wait for an answer: as given, but a day when a breakpoint may delay it. */
export const unlessInspected = (milliseconds: number): number => (isInspected() ? DAY_MS : milliseconds);

/** A queue's visibility timeout: as given, but at least 15 minutes when a breakpoint may hold a message. */
export const hiddenFor = (seconds: number): number =>
  isInspected() ? Math.max(seconds, HIDDEN_SECONDS) : seconds;

/** The port for debuggers. One is enough, because all functions are threads of one process. */
export const inspectorPort = ({ port }: Pick<Settings, 'port'>): number => port + 20;
