import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { RefusedError } from '@orderflow/domain';
import { createOnce } from '@orderflow/idempotency';
import { isCalendarDate } from '@orderflow/validation';
import { datesBetween, daysBefore, toDate } from '../lib/dates.ts';
import { store as defaultStore } from '../lib/store.ts';
import type { Day, Report } from '../report/report.ts';
import { IMPORTS, rejectedRowsIn } from './countImports.ts';
import { dailyAnalytics } from './dailyAnalytics.ts';
import { type AnalyticsStore, itemsByDate } from './itemsByDate.ts';

/** Partition of the reports in the analytics table; the sort key is the date. */
const REPORT = 'report';
/** How far back a run looks for days that were missed. */
const LOOK_BACK_DAYS = 31;

/**
 * The item of a date's report. The report is made in one conditional write and never changes, however often it is read,
 * stored and mailed.
 */
export interface ReportItem {
  pk: typeof REPORT;
  sk: string;
  /** The date: there is one report of each. */
  fingerprint: string;
  /** The report as JSON: DynamoDB would keep its numbers, but not their order. */
  json: string;
  /** When the report was made, stored and mailed. RFC 3339. */
  deliveredAt?: string;
}

/**
 * The dates whose report is due: all undelivered ones from the first report of the last month up to the day before.
 * Before its first report a stage owes only the day before.
 */
export async function dueDates(now: Date, store: AnalyticsStore = defaultStore): Promise<string[]> {
  const last = daysBefore(toDate(now), 1);
  const range = { from: daysBefore(last, LOOK_BACK_DAYS - 1), to: last };
  if (!isCalendarDate(range.from)) throw new Error(`no report can be due at ${now.toISOString()}`);
  const reports = await itemsByDate(REPORT, range, store);
  const [first = last] = reports.keys();
  return datesBetween(first, last).filter((date) => !reports.get(date)?.['deliveredAt']);
}

/** Makes the report of a date from the current counters, unless there is one. @returns the stored report. */
export async function makeReport(
  date: string,
  now: Date,
  store: AnalyticsStore = defaultStore,
): Promise<ReportItem> {
  const weekBefore = daysBefore(date, 7);
  const week = { from: weekBefore, to: date };
  const [days, imports] = await Promise.all([dailyAnalytics(week, store), itemsByDate(IMPORTS, week, store)]);
  const on = (wanted: string): Day => {
    const day = days.find(({ date }) => date === wanted);
    if (!day) throw new Error(`there are no counters of ${wanted}`);
    return { ...day, rejectedImportRows: rejectedRowsIn(imports.get(wanted)) };
  };
  const report: Report = {
    ...on(date),
    createdAt: now.toISOString(),
    dayBefore: on(daysBefore(date, 1)),
    weekBefore: on(weekBefore),
  };
  const json = JSON.stringify(report, null, 2);
  const wanted: ReportItem = { pk: REPORT, sk: date, fingerprint: date, json };
  return (await createOnce(store.client, store.analytics, wanted)).item;
}

/** Notes that a report was stored and mailed. */
export async function markDelivered(
  date: string,
  now: Date,
  { client, analytics }: AnalyticsStore = defaultStore,
): Promise<void> {
  await client.send(
    new UpdateCommand({
      TableName: analytics,
      Key: { pk: REPORT, sk: date },
      UpdateExpression: 'SET deliveredAt = if_not_exists(deliveredAt, :now)',
      ExpressionAttributeValues: { ':now': now.toISOString() },
    }),
  );
}

/**
 * The report of a date.
 *
 * @throws RefusedError (malformed, not-found)
 */
export async function getReport(
  date: string | undefined,
  { client, analytics }: AnalyticsStore = defaultStore,
): Promise<Report> {
  if (!date || !isCalendarDate(date)) {
    throw new RefusedError('malformed', 'A report is named by its date, such as 2026-01-31');
  }
  const { Item } = await client.send(new GetCommand({ TableName: analytics, Key: { pk: REPORT, sk: date } }));
  if (!Item) throw new RefusedError('not-found', `There is no report of ${date}`);
  return readReport(Item as ReportItem);
}

export const readReport = ({ json }: ReportItem): Report => JSON.parse(json);
