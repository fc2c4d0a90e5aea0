import { expect, test } from '@jest/globals';
import { Business } from './business.ts';
import { Samples } from './samples.ts';

const line = (unit: string, dimensions: object, observed: Record<string, number | number[]>) =>
  JSON.stringify({
    _aws: {
      Timestamp: 0,
      CloudWatchMetrics: [
        {
          Namespace: 'Orderflow',
          Dimensions: [['Stage', ...Object.keys(dimensions)]],
          Metrics: Object.keys(observed).map((Name) => ({ Name, Unit: unit })),
        },
      ],
    },
    Stage: 'local',
    ...dimensions,
    ...observed,
  });

test('counts add up, times are told by their 99th percentile, and other lines say nothing', () => {
  const business = new Business(new Samples());
  business.read(line('Count', {}, { OrdersCreated: 2, OrdersConfirmed: 1 }));
  business.read(line('Count', {}, { OrdersCreated: 3 }));
  business.read(line('None', { Currency: 'EUR' }, { Revenue: 500 }));
  business.read(line('Milliseconds', { Source: '/orders' }, { PublishLag: [10, 30, 20] }));
  business.read('{"level":"INFO","message":"event applied"}');
  expect(business.figures()).toEqual([
    { name: 'OrdersCreated', by: '', unit: 'Count', statistic: 'Sum', value: 5 },
    { name: 'OrdersConfirmed', by: '', unit: 'Count', statistic: 'Sum', value: 1 },
    { name: 'Revenue', by: 'EUR', unit: 'None', statistic: 'Sum', value: 500 },
    { name: 'PublishLag', by: '/orders', unit: 'Milliseconds', statistic: 'p99', value: 30 },
  ]);
});
