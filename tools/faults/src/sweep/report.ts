import { table } from '@orderflow/ops/cli/table';
import type { Result } from './sweep.ts';

/** The result table of a sweep: handler, calls, crash points, passed. */
export function report(results: Result[]): string {
  const rows = results.map(({ scenario, calls, points, failures }) => {
    const title = scenario.name ? `${scenario.handler} (${scenario.name})` : scenario.handler;
    return [title, calls.length, points, points - Math.min(points, failures.length)];
  });
  const sum = (column: number) => rows.reduce((total, row) => total + Number(row[column]), 0);
  const total = ['total', sum(1), sum(2), sum(3)];
  return table(['handler', 'calls', 'crash points', 'passed'], [...rows, total]);
}
