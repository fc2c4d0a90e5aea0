import type { DailyCounters } from '../models/dailyCounters.ts';

/** What came of one variant of an experiment. */
interface Bucket {
  clicks: number;
  orders: number;
  confirmed: number;
}

/** The counters of one UTC date. */
export type Day = Omit<DailyCounters, 'buckets' | 'rejectedImportRows'> & {
  date: string;
  rejectedImportRows?: number;
  buckets?: Record<string, Bucket>;
};

/** One day beside the day before and the same day of the week before, as they were counted at `createdAt`. */
export type Report = Day & {
  /** RFC 3339. */
  createdAt: string;
  dayBefore: Day;
  weekBefore: Day;
};
