import { number } from './format.ts';
import type { Comparison, Goal, Report, Table } from './types.ts';

/** A table in the formatter's layout: cells are padded to the column's width. */
export function markdownTable({ columns, rows }: Omit<Table, 'title'>): string {
  const widths = columns.map((column, index) =>
    Math.max(3, column.length, ...rows.map((row) => row[index]?.length ?? 0)),
  );
  const line = (cells: string[]) =>
    `| ${cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(' | ')} |`;
  return [line(columns), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

const goalTable = (goals: Goal[]): string =>
  markdownTable({
    columns: ['goal', 'value', 'bound', 'met'],
    rows: goals.map(({ name, value, goal, met }) => [name, number(value), goal, met ? 'yes' : '**no**']),
  });

const reasons = (goals: Goal[]): string[] =>
  goals.flatMap(({ name, met, why }) => (met || why === undefined ? [] : [`Missed, ${name}: ${why}`]));

/** A section of docs/numbers.md; the terminal shows the same text. */
export function section(
  { name, title }: Comparison,
  { tables, goals, notes }: Report,
  taken: string,
): string {
  const remarks = [...reasons(goals), ...notes];
  const parts = [
    `## ${title}`,
    `\`pnpm bench ${name}\` · ${taken}`,
    ...tables.flatMap((table) => [`${table.title}:`, markdownTable(table)]),
    ...(goals.length > 0 ? [goalTable(goals)] : []),
    ...(remarks.length > 0 ? [remarks.map((remark) => `- ${remark}`).join('\n')] : []),
  ];
  return `${parts.join('\n\n')}\n`;
}
