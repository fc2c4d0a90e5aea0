import { shortName, shortSpan } from './shortNames.ts';
import type { TracePicture } from './types.ts';

export function printMs(ms: number): string {
  if (ms < 10) return `${ms.toFixed(1)} ms`;
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`;
}

/** A trace as a tree: start, duration and wait of each span. Text from senders is forced onto one line. */
export function printTrace({ traceId, ms, rows, left }: TracePicture): string {
  const branches = branchesOf(rows.map(({ depth }) => depth));
  const lines = rows.map((row, index) => {
    const { name, source, from, lag, error, isBatch, links } = row;
    return [
      `${branches[index]}${shortSpan(name)}`,
      `${shortName(source)}${isBatch ? ' (batch)' : ''}`,
      `+${printMs(from)}`,
      printMs(row.ms),
      ...(lag === undefined ? [] : [`waited ${printMs(lag)}`]),
      ...(error ? [`failed: ${error}`] : []),
      ...links.map((link) => `-> trace ${link.traceId}`),
    ].map(oneLine);
  });
  const width = Math.min(60, Math.max(0, ...lines.map(([name = '']) => name.length)));
  const printed = lines.map(([name = '', ...rest]) => [name.padEnd(width), ...rest].join('  '));
  const more = left > 0 ? [`and ${left} spans more`] : [];
  return `${[`trace ${traceId}  ${printMs(ms)}`, ...printed, ...more].join('\n')}\n`;
}

const oneLine = (text: string): string => text.replace(/\p{C}/gu, '?');

/** The prefix that draws the branches before each row, computed from the rows' depths. */
function branchesOf(depths: number[]): string[] {
  /** By depth, whether another row of the same parent follows. */
  const comes: boolean[] = [];
  return depths
    .toReversed()
    .map((depth) => {
      const above = Array.from({ length: Math.max(0, depth - 1) }, (_, at) => (comes[at + 1] ? '│ ' : '  '));
      const branch = depth === 0 ? '' : comes[depth] ? '├ ' : '└ ';
      comes.length = depth + 1;
      comes[depth] = true;
      return above.join('') + branch;
    })
    .reverse();
}
