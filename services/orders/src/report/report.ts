import type { DailyCounters } from '../models/dailyCounters.ts';

/** The counters of one UTC date. */
export interface Day extends DailyCounters {
  date: string;
  /** Of imports that were completed on this date. */
  rejectedImportRows: number;
}

/** One day, the day before and the same day of the week before, as counted at `createdAt`. */
export interface Report extends Day {
  /** RFC 3339. */
  createdAt: string;
  dayBefore: Day;
  weekBefore: Day;
}
