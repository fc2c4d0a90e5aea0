import { scheduled } from '@orderflow/lambda';
import { deliverReport } from '../models/deliverReport.ts';
import { dueDates } from '../models/reports.ts';

/** A report that fails does not hold up the others. It is due again at the next run. */
export const handler = scheduled(async ({ time, now, log }) => {
  const failures: Error[] = [];
  const reports: string[] = [];
  for (const date of await dueDates(time)) {
    try {
      await deliverReport(date, now);
      reports.push(date);
      log.info('report delivered', { date });
    } catch (error) {
      failures.push(new Error(`report of ${date}: ${error}`, { cause: error }));
    }
  }
  if (failures[0]) throw failures[0];
  return { reports };
});
