/** Writes one line about something a developer should see. */
export type Log = (line: string) => void;

export const writeLog: Log = (line) => process.stderr.write(`${line}\n`);
