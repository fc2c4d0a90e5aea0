import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** A document client whose answers are a function of the command's input and of the number of the call, from 1. */
export function fakeClient<I>(answer: (input: I, call: number) => unknown) {
  const inputs: I[] = [];
  const send = async ({ input }: { input: I }) => {
    inputs.push(input);
    return answer(input, inputs.length);
  };
  return { client: { send } as unknown as DynamoDBDocumentClient, inputs };
}

/** A transaction that was cancelled for these reasons, one code per item. */
export const cancelled = (...codes: string[]) =>
  new TransactionCanceledException({
    message: 'Transaction cancelled',
    $metadata: {},
    CancellationReasons: codes.map((Code) => ({ Code })),
  });

/** An error of a call, as the SDK throws it. */
export const callError = (name: string) => Object.assign(new Error(name), { name, $metadata: {} });

/** A backoff that takes no time and records the attempts. */
export function noBackoff() {
  const pauses: number[] = [];
  return { pauses, backoff: async (attempt: number) => void pauses.push(attempt) };
}
