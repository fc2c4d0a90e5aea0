import { expect, test } from '@jest/globals';
import { measuredBy } from '@orderflow/lambda/testing';
import { NotOnboardingError } from '../models/errors.ts';
import { task } from './task.ts';

/** What a step measures that fails so. */
const measured = (error: Error) =>
  measuredBy(async () => {
    const failing = task(() => Promise.reject(error))({ userId: 'ann' });
    await expect(failing).rejects.toBe(error);
  });

test('a step that is tried again is counted, because it may be so for hours', async () => {
  expect(await measured(new TypeError('a bug'))).toEqual({ OnboardingStepErrors: 1 });
});

test('an error that ends its onboarding is not counted: that is the alarm on failed executions', async () => {
  expect(await measured(new NotOnboardingError('ended'))).toEqual({});
});
