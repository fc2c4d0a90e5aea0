import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { urlOf } from './system.ts';

const stage = process.env['ORDERFLOW_STAGE'] ?? 'local';

/**
 * Fires the schedule of a service's function as if it were due at `time`, and resolves when the function has run.
 *
 * @throws Error with the function's error.
 */
export async function fireSchedule(service: string, functionKey: string, time: string): Promise<void> {
  const functionName = `orderflow-${service}-${stage}-${functionKey}`;
  if (stage === 'local') {
    const answer = await fetch(urlOf(`/local/schedules/${functionName}?time=${time}`), { method: 'POST' });
    if (!answer.ok) throw new Error(await answer.text());
    return;
  }
  const event = { id: `e2e-${functionKey}`, time };
  const invocation = new InvokeCommand({ FunctionName: functionName, Payload: JSON.stringify(event) });
  const { FunctionError, Payload } = await new LambdaClient({}).send(invocation);
  if (FunctionError) throw new Error(Payload?.transformToString());
}
