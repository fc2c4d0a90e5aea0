import type { Notice, Stack } from '../stage/types.ts';

/** An event source mapping, as in ListEventSourceMappings. */
export interface Mapping {
  uuid: string;
  /** Enabled, Disabled, Disabling, … */
  state: string;
}

/** A function, as in GetFunction; `reserved` is absent without reserved concurrency. */
export interface FunctionConcurrency {
  name: string;
  reserved?: number;
}

const ofType = (stacks: readonly Stack[], type: string) =>
  stacks.flatMap(({ resources }) => resources).filter((one) => one.type === type);

/**
 * Mappings that were switched off by hand. No deployment switches them on again: CloudFormation compares the new
 * template with the last one, not with the actual state.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-update-behaviors.html
 */
export function pausedMappings(stacks: readonly Stack[], mappings: readonly Mapping[]): Notice[] {
  const off = new Set(
    mappings.filter(({ state }) => /^Disabl/.test(state)).map(({ uuid }) => uuid.toLowerCase()),
  );
  return ofType(stacks, 'AWS::Lambda::EventSourceMapping')
    .filter(({ physicalId = '', properties }) => {
      return off.has(physicalId.toLowerCase()) && String(properties['Enabled'] ?? true) !== 'false';
    })
    .map(({ physicalId, properties }) => {
      const source = String(properties['EventSourceArn']).split(/[:/]/).at(-1);
      return {
        text: `${functionOf(properties['FunctionName'])} takes nothing from ${source}: its event source mapping is off`,
        remedy: `aws lambda update-event-source-mapping --uuid ${physicalId} --enabled`,
        stopped: functionOf(properties['FunctionName']),
      };
    });
}

/** Functions whose reserved concurrency differs from their template's. With 0, every call is refused. */
export function changedConcurrency(
  stacks: readonly Stack[],
  functions: readonly FunctionConcurrency[],
): Notice[] {
  const wanted = new Map(
    ofType(stacks, 'AWS::Lambda::Function').map(({ properties }) => [
      String(properties['FunctionName']),
      properties['ReservedConcurrentExecutions'] as number | undefined,
    ]),
  );
  return functions
    .filter((one) => wanted.has(one.name) && one.reserved !== wanted.get(one.name))
    .map((one) => {
      const should = wanted.get(one.name);
      const says = `its reserved concurrency is ${one.reserved ?? 'not set'}, its template says ${should ?? 'none'}`;
      const put = `put-function-concurrency --function-name ${one.name} --reserved-concurrent-executions ${should}`;
      return {
        text: one.reserved === 0 ? `${one.name} refuses every call: ${says}` : `${one.name}: ${says}`,
        remedy:
          should === undefined
            ? `aws lambda delete-function-concurrency --function-name ${one.name}`
            : `aws lambda ${put}`,
        ...(one.reserved === 0 ? { stopped: one.name } : {}),
      };
    });
}

/** Schedules that were switched off by hand. `states` are DescribeRule's, by rule name. */
export function stoppedSchedules(stacks: readonly Stack[], states: ReadonlyMap<string, string>): Notice[] {
  return ofType(stacks, 'AWS::Events::Rule')
    .filter(({ physicalId = '', properties }) => {
      return states.get(physicalId) === 'DISABLED' && properties['State'] !== 'DISABLED';
    })
    .map(({ physicalId }) => ({
      text: `the schedule ${physicalId} is off`,
      remedy: `aws events enable-rule --name ${physicalId}`,
    }));
}

/** The function's name from a name, or from an ARN with or without an alias. */
const functionOf = (value: unknown) => /:function:([^:]+)/.exec(String(value))?.[1] ?? String(value);
