/** Of a business metric with this unit: times are looked at by their worst, everything else adds up. */
export const statisticFor = (unit: string): 'p99' | 'Sum' => (unit === 'Milliseconds' ? 'p99' : 'Sum');
