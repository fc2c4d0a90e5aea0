import { http } from '@orderflow/lambda';
import { dailyAnalytics, dateRange } from '../models/dailyAnalytics.ts';
import { conversion } from '../models/dailyCounters.ts';

export const handler = http(async ({ query, context }) => {
  const range = dateRange(query['from'], query['to'], context.now);
  const days = await dailyAnalytics(range);
  return {
    status: 200,
    body: { days: days.map((day) => ({ ...day, buckets: withConversion(day.buckets) })) },
  };
});

const withConversion = (buckets: Awaited<ReturnType<typeof dailyAnalytics>>[number]['buckets']) =>
  Object.fromEntries(
    Object.entries(buckets).map(([name, counters]) => [
      name,
      { ...counters, conversion: conversion(counters) },
    ]),
  );
