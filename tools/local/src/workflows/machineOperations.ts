import { ApiError } from './errors.ts';
import { toSeconds } from './json.ts';
import type { Operations } from './operation.ts';
import { page } from './pages.ts';
import { StateMachines } from './stateMachines.ts';

/** Operations that provisioning needs, and that show its result. */
export function machineOperations(machines: StateMachines): Operations {
  return {
    CreateStateMachine: ({ name, definition, roleArn, type = 'STANDARD' }) => {
      if (type !== 'STANDARD')
        throw new ApiError('ValidationException', 'Only STANDARD state machines run locally');
      const machine = machines.create(name, String(definition), String(roleArn));
      return {
        stateMachineArn: StateMachines.arn(machine.name),
        creationDate: toSeconds(machine.creationDate),
      };
    },
    UpdateStateMachine: ({ stateMachineArn, definition, roleArn }) => {
      machines.update(stateMachineArn, {
        ...(definition === undefined ? {} : { definition: String(definition) }),
        ...(roleArn === undefined ? {} : { roleArn: String(roleArn) }),
      });
      return { updateDate: toSeconds(Date.now()) };
    },
    DescribeStateMachine: ({ stateMachineArn }) => {
      const { name, definition, roleArn, creationDate } = machines.get(stateMachineArn);
      const type = 'STANDARD';
      const loggingConfiguration = { level: 'OFF', includeExecutionData: false };
      return {
        stateMachineArn,
        name,
        status: 'ACTIVE',
        definition,
        roleArn,
        type,
        creationDate: toSeconds(creationDate),
        loggingConfiguration,
        tracingConfiguration: { enabled: false },
      };
    },
    ListStateMachines: (parameters) => {
      const { items, ...next } = page(machines.list(), parameters);
      const stateMachines = items.map(({ name, creationDate }) => ({
        stateMachineArn: StateMachines.arn(name),
        name,
        type: 'STANDARD',
        creationDate: toSeconds(creationDate),
      }));
      return { stateMachines, ...next };
    },
  };
}
