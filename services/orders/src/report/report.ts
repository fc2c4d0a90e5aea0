import type { BucketCounters, DailyCounters } from '../models/dailyCounters.ts';

/** The counters of one UTC date. */
export type Day = Omit<DailyCounters, 'buckets' | 'rejectedImportRows'> & {
  date: string;
  rejectedImportRows?: number;
  buckets?: Record<string, BucketCounters>;
};

/** One day beside the day before and the same day of the week before, as they were counted at `createdAt`. */
export type Report = Day & {
  /** RFC 3339. */
  createdAt: string;
  dayBefore: Day;
  weekBefore: Day;
};
