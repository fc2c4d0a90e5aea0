import type { SourceFile } from './arrows.ts';

/** Files beyond this have a second idea in them. */
const MAX_LINES = 300;

export interface Sizes {
  files: number;
  median: number;
  /** Nine of ten files are no longer. */
  ninetieth: number;
  longest: { path: string; lines: number }[];
}

const lineCount = ({ text }: SourceFile) => text.split('\n').length - 1;
const isTest = ({ path }: SourceFile) => /\.test\.ts$/.test(path);

/** How long the source files are, tests aside: a table of cases may be as long as its cases. */
export function sizesOf(files: readonly SourceFile[], longest = 10): Sizes {
  const sized = files
    .filter((file) => !isTest(file))
    .map((file) => ({ path: file.path, lines: lineCount(file) }))
    .sort((a, b) => b.lines - a.lines);
  const quantile = (share: number) => sized[Math.floor((1 - share) * (sized.length - 1))]?.lines ?? 0;
  return {
    files: sized.length,
    median: quantile(0.5),
    ninetieth: quantile(0.9),
    longest: sized.slice(0, longest),
  };
}

/** The files that are too long, as sentences. */
export function tooLong(files: readonly SourceFile[]): string[] {
  return sizesOf(files, files.length)
    .longest.filter(({ lines }) => lines > MAX_LINES)
    .map(({ path, lines }) => `${path} has ${lines} lines; the limit is ${MAX_LINES}: split it by its ideas`);
}
