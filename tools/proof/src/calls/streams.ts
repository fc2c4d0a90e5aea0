import { arn, BY_TOKEN, type Call } from './call.ts';

/**
 * The result of a task is authorized on the state machine that waits for it.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsstepfunctions.html
 */
export function statesCalls(
  operation: string,
  { stateMachineArn, executionArn }: { stateMachineArn?: string; executionArn?: string },
): Call[] {
  return [{ action: `states:${operation}`, resource: executionArn ?? stateMachineArn ?? BY_TOKEN }];
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonkinesis.html */
export function kinesisCalls(
  operation: string,
  { StreamARN, StreamName }: { StreamARN?: string; StreamName?: string },
): Call[] {
  return [{ action: `kinesis:${operation}`, resource: StreamARN ?? arn('kinesis', `stream/${StreamName}`) }];
}
