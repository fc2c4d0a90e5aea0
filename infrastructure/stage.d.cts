/** What is wrong with the name of a stage, in one line; undefined when nothing is. */
export function stageFault(stage: string): string | undefined;
/** Characters of the longest name. */
export const MAX_LENGTH: number;
