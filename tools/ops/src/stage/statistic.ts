/** The statistic for a business metric with this unit: p99 for times, the sum for everything else. */
export const statisticFor = (unit: string): 'p99' | 'Sum' => (unit === 'Milliseconds' ? 'p99' : 'Sum');
