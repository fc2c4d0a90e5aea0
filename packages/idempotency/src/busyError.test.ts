import { expect, test } from '@jest/globals';
import { isThrottlingError } from '@smithy/core/retry';
import { BusyError } from './busyError.ts';
import { LeaseHeldError } from './lease.ts';

test.each([new BusyError('busy'), new LeaseHeldError('held')])('%s is to be tried again later', (error) => {
  expect(isThrottlingError(error as Parameters<typeof isThrottlingError>[0])).toBe(true);
});
