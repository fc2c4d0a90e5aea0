import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { captureLog } from '../test/captureLog.ts';
import { measure } from './metrics.ts';

const logged = captureLog();
beforeEach(() => {
  process.env['STAGE'] = 'prod';
});
afterEach(() => {
  delete process.env['STAGE'];
});

test('one line holds all observations, in the Embedded Metric Format', () => {
  measure('Milliseconds', { PublishLag: [3, 5] }, { Source: '/orderflow/orders' });
  expect(logged()).toEqual([
    {
      _aws: {
        Timestamp: expect.any(Number),
        CloudWatchMetrics: [
          {
            Namespace: 'Orderflow',
            Dimensions: [['Stage', 'Source']],
            Metrics: [{ Name: 'PublishLag', Unit: 'Milliseconds' }],
          },
        ],
      },
      Stage: 'prod',
      Source: '/orderflow/orders',
      PublishLag: [3, 5],
    },
  ]);
});

test('nothing observed, nothing written', () => {
  measure('Count', {});
  delete process.env['STAGE'];
  measure('Count', { OrdersCreated: 1 });
  expect(logged()).toEqual([]);
});
