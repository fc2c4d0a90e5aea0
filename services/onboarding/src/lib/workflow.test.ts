import {
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  type SFNClient,
  TaskTimedOut,
  ValidationException,
} from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { fail, startExecution, stopExecution, wake } from './workflow.ts';

const stateMachineArn = 'arn:aws:states:eu-central-1:123456789012:stateMachine:orderflow-test-onboarding';

beforeEach(() => {
  process.env['STATE_MACHINE_ARN'] = stateMachineArn;
});
afterEach(() => {
  delete process.env['STATE_MACHINE_ARN'];
});

/** A client that records its commands, and answers with the error if one is given. */
function sfn(error?: Error) {
  const sent: Record<string, unknown>[] = [];
  const send = async ({ input }: { input: Record<string, unknown> }) => {
    sent.push(input);
    if (error) throw error;
    return {};
  };
  return { client: { send } as unknown as Pick<SFNClient, 'send'>, sent };
}

const failure = { message: 'no', $metadata: {} };

const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
const ann = { userId: 'ann' };

describe('starting an onboarding', () => {
  test('is the same call for the same sign-up, whoever starts it', async () => {
    const { client, sent } = sfn();
    const arn = await startExecution(ann, client);
    await startExecution(ann, client);
    expect(sent[0]).toEqual(sent[1]);
    expect(sent[0]).toEqual({
      stateMachineArn,
      name: expect.any(String),
      input: '{"userId":"ann","attempt":1}',
    });
    expect(arn).toBe(`${stateMachineArn.replace('stateMachine', 'execution')}:${sent[0]?.['name']}`);
    await startExecution({ userId: 'bob' }, client);
    await startExecution({ ...ann, attempt: 2 }, client);
    await startExecution({ ...ann, attempt: 3 }, client);
    expect(new Set(sent.map(({ name }) => name)).size).toBe(4);
  });

  test('goes on in the trace of the sign-up, which is that of its item', async () => {
    const { client, sent } = sfn();
    await startExecution({ ...ann, event: { traceparent, tracestate: 'a=1', id: '1' } as never }, client);
    const input = { userId: 'ann', attempt: 1, traceparent, tracestate: 'a=1' };
    expect(JSON.parse(String(sent[0]?.['input']))).toEqual(input);
  });

  test('takes any user id: the name of an execution is one in length and characters', async () => {
    const { client, sent } = sfn();
    await startExecution({ userId: '"ä/ #'.repeat(25) }, client);
    expect(sent[0]?.['name']).toMatch(/^[A-Za-z0-9_-]{1,80}$/);
  });

  test('that was started, even if it has ended, answers with the same execution', async () => {
    const first = await startExecution(ann, sfn().client);
    expect(await startExecution(ann, sfn(new ExecutionAlreadyExists(failure)).client)).toBe(first);
  });

  test('fails when Step Functions cannot be reached', async () => {
    await expect(startExecution(ann, sfn(new Error('down')).client)).rejects.toThrow('down');
  });
});

describe('stopping an onboarding', () => {
  test('names the execution that was started', async () => {
    const { client, sent } = sfn();
    const executionArn = await startExecution({ ...ann, attempt: 2 }, client);
    await stopExecution({ ...ann, attempt: 2 }, client);
    expect(sent[1]).toEqual({ executionArn });
  });

  test('does nothing when none was, or it has ended; any other failure is one', async () => {
    await stopExecution(ann, sfn(new ExecutionDoesNotExist(failure)).client);
    await stopExecution(ann, sfn(new ValidationException(failure)).client);
    await expect(stopExecution(ann, sfn(new Error('down')).client)).rejects.toThrow('down');
  });
});

describe('waking a state', () => {
  const subject = { ...ann, attempt: 1, correlationId: 'c-1', traceparent };

  test('hands on who it is about, and nothing else', async () => {
    const { client, sent } = sfn();
    await wake('token', { ...subject, taskToken: 'token' } as typeof subject, client);
    expect(sent).toEqual([{ taskToken: 'token', output: JSON.stringify(subject) }]);
  });

  test('that waits no longer does nothing; any other failure is one', async () => {
    await wake('token', subject, sfn(new TaskTimedOut(failure)).client);
    await expect(wake('token', subject, sfn(new Error('down')).client)).rejects.toThrow('down');
  });
});

describe('failing a state', () => {
  const refused = Object.assign(new Error('SES answered MessageRejected'), { name: 'MailRefusedError' });

  test('names the error', async () => {
    const { client, sent } = sfn();
    await fail('token', refused, client);
    expect(sent).toEqual([
      { taskToken: 'token', error: 'MailRefusedError', cause: 'SES answered MessageRejected' },
    ]);
  });

  test('that waits no longer does nothing', async () => {
    await fail('token', refused, sfn(new TaskTimedOut(failure)).client);
    await expect(fail('token', refused, sfn(new Error('down')).client)).rejects.toThrow('down');
  });
});
