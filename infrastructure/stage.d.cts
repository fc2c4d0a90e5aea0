/** What is wrong with the name of a stage, in one line; undefined when nothing is. */
export declare function stageFault(stage: string): string | undefined;
/** Characters of the longest name. */
export declare const MAX_LENGTH: number;
