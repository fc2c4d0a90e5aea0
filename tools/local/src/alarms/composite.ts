import type { Alarm, Stack } from '@orderflow/ops/stage/types';

export interface CompositeDefinition {
  name: string;
  description: string;
  /** Names of its alarms. */
  parts: string[];
}

/**
 * The composite alarms of the templates.
 *
 * @throws Error for any rule but `ALARM("…") OR …`
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

/** Evaluates a composite alarm: it is in ALARM while one of its parts is. */
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
