import type { Alarm, Stack } from '@orderflow/ops/stage/types';

export interface CompositeDefinition {
  name: string;
  description: string;
  /** Names of the alarms that it is made of. */
  parts: string[];
}

/**
 * The composite alarms of the templates.
 *
 * @throws Error for a rule that is more than `ALARM("…") OR …`, which is all that is known here
 */
export const readComposites = (stacks: readonly Stack[]): CompositeDefinition[] =>
  stacks
    .flatMap(({ resources }) => resources)
    .filter(({ type }) => type === 'AWS::CloudWatch::CompositeAlarm')
    .map(({ properties }) => ({
      name: String(properties['AlarmName']),
      description: String(properties['AlarmDescription'] ?? ''),
      parts: String(properties['AlarmRule']).split(' OR ').map(partOf),
    }));

function partOf(term: string): string {
  const [, name] = /^ALARM\("([^"]+)"\)$/.exec(term) ?? [];
  if (name === undefined) throw new Error(`the composite alarm's rule ${term} is not known here`);
  return name;
}

/** A composite alarm as its parts stand: on while one of them is. */
export function combine(
  { name, description, parts }: CompositeDefinition,
  alarms: ReadonlyMap<string, Alarm>,
  now: string,
): Alarm {
  const on = parts.filter((part) => alarms.get(part)?.state === 'ALARM');
  const state = on.length > 0 ? 'ALARM' : 'OK';
  const before = alarms.get(name);
  const reason = on.length > 0 ? `On: ${on.join(', ')}` : `None of its ${parts.length} alarms is on`;
  return { name, description, state, reason, since: before?.state === state ? before.since : now };
}
