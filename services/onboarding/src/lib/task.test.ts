import { describe, expect, test } from '@jest/globals';
import type { Context } from '@orderflow/domain';
import { measuredBy } from '@orderflow/lambda/testing';
import { NotOnboardingError } from '../models/errors.ts';
import { type TaskInput, task } from './task.ts';
import type { Subject } from './workflow.ts';

/** The metrics of a step that fails with this error. */
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

describe('the trace of an onboarding', () => {
  const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
  const traceparent = `00-${traceId}-00f067aa0ba902b7-01`;

  /** The context that a step gets, and its output. */
  async function ran(input: Omit<TaskInput, 'userId'>) {
    const contexts: Context[] = [];
    let handedOn: Subject | undefined;
    await measuredBy(async () => {
      const step = task(async (_, context) => void contexts.push(context));
      handedOn = await step({ userId: 'ann', ...input });
    });
    return { context: contexts[0], handedOn };
  }

  test.each([
    ['the input of a state', { traceparent, tracestate: 'a=1' }],
    ['what a waiting state hands over', { subject: { traceparent, tracestate: 'a=1' } }],
  ])('goes on from %s, each step with a span of its own', async (_, input) => {
    const { context, handedOn } = await ran(input);
    expect(context?.traceparent).toMatch(new RegExp(`^00-${traceId}-(?!00f067aa0ba902b7)[0-9a-f]{16}-01$`));
    expect(context?.tracestate).toBe('a=1');
    expect(handedOn).toMatchObject({ traceparent, tracestate: 'a=1' });
  });

  test('begins with the first step that has none, and is handed on', async () => {
    const { context, handedOn } = await ran({});
    expect(context?.traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-02$/);
    expect(handedOn?.traceparent).toBe(context?.traceparent);
  });
});
