import { servicesOf } from '@orderflow/stacks/find';
import type { Stack } from '@orderflow/stacks/template';
import { answers } from '../processes/answers.ts';
import { type Settings, servicePorts } from '../settings.ts';

export type Health = Record<string, 'ok' | 'down'>;

/** Checks whether every engine and service answers HTTP, with any status. The result is by name of the part. */
export async function checkHealth(settings: Settings, stacks: readonly Stack[]): Promise<Health> {
  const { dynamodb, sqs, s3, sfn, kinesis, provider } = settings.endpoints;
  const services = servicesOf(stacks);
  const parts: [string, string][] = [
    ['dynamodb', dynamodb],
    ['messaging', sqs],
    ['storage', s3],
    ['workflows', sfn],
    ['streams', kinesis],
    ['provider', provider],
    ...services.map(({ name }, index): [string, string] => [
      name,
      `http://127.0.0.1:${servicePorts(settings, index).http}`,
    ]),
  ];
  const checked = parts.map(async ([name, url]) => [name, (await answers(url)) ? 'ok' : 'down'] as const);
  return Object.fromEntries(await Promise.all(checked));
}
