/** Lines in the Embedded Metric Format begin so. */
const METRICS = /^\{"_aws"/;

/**
 * Adds up what functions measure while `run` runs, by metric; other lines are kept off the terminal.
 *
 * @throws what `run` throws
 */
export async function measuredBy(run: () => Promise<unknown>): Promise<Record<string, number>> {
  const { write } = process.stdout;
  const { STAGE } = process.env;
  const lines: string[] = [];
  process.stdout.write = (text) => lines.push(...String(text).split('\n')) > 0;
  process.env['STAGE'] = 'test';
  try {
    await run();
  } finally {
    process.stdout.write = write;
    if (STAGE === undefined) delete process.env['STAGE'];
    else process.env['STAGE'] = STAGE;
  }
  return lines.filter((line) => METRICS.test(line)).reduce(add, {});
}

function add(sums: Record<string, number>, line: string): Record<string, number> {
  const { _aws, ...fields } = JSON.parse(line);
  const { Metrics } = _aws.CloudWatchMetrics[0] as { Metrics: { Name: string }[] };
  const sum = ({ Name }: { Name: string }) => [Name, (sums[Name] ?? 0) + Number(fields[Name])];
  return { ...sums, ...Object.fromEntries(Metrics.map(sum)) };
}
