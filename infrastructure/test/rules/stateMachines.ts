import { ofType, type TemplateResource, target } from '@orderflow/stacks/template';
import { definitionOf, everyMachine, stateMachines } from './definition.ts';
import type { Rule } from './rule.ts';

/** The names in `${…}` that CloudFormation replaces in a definition. */
function placeholders(machine: TemplateResource): string[] {
  const found = JSON.stringify(definitionOf(machine)).matchAll(/\$\{([^}]*)\}/g);
  return [...new Set([...found].map(([, name = '']) => name))];
}

const substitutions = ({ Properties }: TemplateResource): Record<string, unknown> =>
  Properties.DefinitionSubstitutions ?? {};

/** The URL of a queue of the base stack. */
const isQueueUrl = (value: unknown): boolean => /-queue-url"|^"https?:.*:4002/.test(JSON.stringify(value));

export const substitutionsAreFunctions: Rule = {
  name: 'a state machine names functions of its stack and queues, each by a substitution that it uses',
  violations: (template) =>
    stateMachines(template).flatMap(([id, machine]) => {
      const used = placeholders(machine);
      const given = Object.entries(substitutions(machine));
      const missing = used.filter((name) => !given.some(([key]) => key === name));
      const wrong = given.filter(
        ([name, value]) =>
          !used.includes(name) ||
          !(isQueueUrl(value) || template.Resources[target(value) ?? '']?.Type === 'AWS::Lambda::Function'),
      );
      return [...missing, ...wrong.map(([name]) => name)].map((name) => `${id}: ${name}`);
    }),
  breaks: {
    'a substitution that is missing': everyMachine((machine) => {
      machine.Properties.DefinitionSubstitutions = {};
    }),
    'a substitution that nothing uses': everyMachine((machine) => {
      const [first] = Object.values(substitutions(machine));
      machine.Properties.DefinitionSubstitutions.unused = first;
    }),
    'a function that is not there': everyMachine((machine) => {
      const [name = ''] = placeholders(machine);
      machine.Properties.DefinitionSubstitutions[name] = { 'Fn::GetAtt': ['GoneLambdaFunction', 'Arn'] };
    }),
  },
};

interface Statement {
  Effect: string;
  Action: string | string[];
  Resource: unknown;
}

/** The logical ids of the functions that a role may invoke. */
function invocable(role: TemplateResource | undefined): (string | undefined)[] {
  const policies: { PolicyDocument: { Statement: Statement[] } }[] = role?.Properties.Policies ?? [];
  return policies
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
    .filter(({ Effect, Action }) => Effect === 'Allow' && [Action].flat().includes('lambda:InvokeFunction'))
    .flatMap((statement) => [statement.Resource].flat().map(target));
}

export const stateMachinesMayInvoke: Rule = {
  name: 'a state machine may invoke its functions and no other',
  violations: (template) =>
    stateMachines(template).flatMap(([id, machine]) => {
      const allowed = invocable(template.Resources[target(machine.Properties.RoleArn) ?? '']);
      const called = Object.values(substitutions(machine))
        .filter((value) => !isQueueUrl(value))
        .map(target);
      const differing = [
        ...called.filter((name) => !allowed.includes(name)),
        ...allowed.filter((name) => !called.includes(name)),
      ];
      return differing.map((name) => `${id}: ${name}`);
    }),
  breaks: {
    'a role of its own missing': everyMachine((machine) => {
      machine.Properties.RoleArn = { 'Fn::GetAtt': ['GoneRole', 'Arn'] };
    }),
    'a call that is not allowed': (template) => {
      for (const [, { Properties }] of ofType(template, 'AWS::IAM::Role')) {
        for (const { PolicyDocument } of Properties.Policies ?? []) {
          for (const statement of PolicyDocument.Statement) {
            if (Array.isArray(statement.Resource)) statement.Resource.pop();
          }
        }
      }
    },
  },
};
