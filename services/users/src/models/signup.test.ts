import type { SendMessageCommandInput, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { isSignupRequested } from '@orderflow/validation';
import { requestSignup } from './signup.ts';

const queueUrl = 'https://sqs.eu-central-1.amazonaws.com/123456789012/orderflow-test-signup';

beforeEach(() => {
  process.env['SIGNUP_QUEUE_URL'] = queueUrl;
});
afterEach(() => {
  delete process.env['SIGNUP_QUEUE_URL'];
});

describe('requesting a sign-up', () => {
  test('queues it as its consumer reads it', async () => {
    const sent: SendMessageCommandInput[] = [];
    const send = async ({ input }: { input: SendMessageCommandInput }) => void sent.push(input);
    const request = { userId: 'ann', email: 'ann@example.com', name: 'Ann', correlationId: 'c-1' };
    await requestSignup(request, { send } as unknown as Pick<SQSClient, 'send'>);
    expect(sent.map(({ QueueUrl }) => QueueUrl)).toEqual([queueUrl]);
    const message = JSON.parse(sent[0]?.MessageBody ?? '');
    expect(message).toEqual(request);
    expect(isSignupRequested(message)).toBe(true);
  });

  test('carries the trace of the request beside it', async () => {
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    const sent: SendMessageCommandInput[] = [];
    const send = async ({ input }: { input: SendMessageCommandInput }) => void sent.push(input);
    const request = { userId: 'ann', email: 'ann@example.com', name: 'Ann', correlationId: 'c-1' };
    await requestSignup({ ...request, traceparent }, { send } as unknown as Pick<SQSClient, 'send'>);
    expect(isSignupRequested(JSON.parse(sent[0]?.MessageBody ?? ''))).toBe(true);
    expect(sent[0]?.MessageAttributes?.['traceparent']?.StringValue).toBe(traceparent);
  });

  test('fails when the queue cannot be reached: nothing was accepted', async () => {
    const send = async () => {
      throw new Error('down');
    };
    const request = { userId: 'ann', email: 'ann@example.com', name: 'Ann', correlationId: 'c-1' };
    await expect(requestSignup(request, { send } as unknown as Pick<SQSClient, 'send'>)).rejects.toThrow(
      'down',
    );
  });
});
