import type { Deployment } from '@orderflow/stacks/deployment';
import { type AwsRule, jsonBytes } from './rule.ts';

const QUOTAS = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html';
const MAX = { bytes: 1_000_000, Resources: 500, Outputs: 200, Parameters: 200, description: 1_024 };

const stacks = (stage: Deployment) => Object.entries(stage.stacks);
const first = (stage: Deployment) => stage.stacks['base'] as Deployment['stacks'][string];
const fill = (count: number, one: unknown) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`Filler${index}`, one])) as never;

/**
 * The framework uploads every template to its bucket, so the limit of an inline template, 51,200 bytes, does not
 * apply.
 */
const templatesFit: AwsRule = {
  name: 'a template has at most 1 MB, 500 resources, 200 outputs and 200 parameters, and its names letters and digits only',
  source: QUOTAS,
  notProven: 'an account has 2,000 stacks and 1,000 roles unless it asks for more',
  check: (stage) =>
    stacks(stage).flatMap(([name, template]) => {
      const { Description = '', ...sections } = template as typeof template & { Description?: string };
      const count = (section: 'Resources' | 'Outputs' | 'Parameters') =>
        Object.keys((sections as Record<string, object>)[section] ?? {});
      const tooMany = (['Resources', 'Outputs', 'Parameters'] as const).filter(
        (section) => count(section).length > MAX[section],
      );
      const misnamed = [...count('Resources'), ...count('Outputs')].filter(
        (id) => !/^[A-Za-z0-9]{1,255}$/.test(id),
      );
      return [
        ...tooMany.map((section) => `${name}: ${count(section).length} ${section}`),
        ...misnamed.map((id) => `${name}/${id}`),
        ...(jsonBytes(template) > MAX.bytes ? [`${name}: too large`] : []),
        ...(Buffer.byteLength(Description) > MAX.description ? [`${name}: Description`] : []),
      ];
    }),
  counterexamples: {
    'too many resources': (stage) => {
      first(stage).Resources = {
        ...first(stage).Resources,
        ...(fill(500, { Type: 'AWS::SNS::Topic' }) as object),
      };
    },
    'too many outputs': (stage) => {
      first(stage).Outputs = { ...first(stage).Outputs, ...(fill(200, { Value: '' }) as object) };
    },
    'too many bytes': (stage) => {
      first(stage).Resources['Large'] = { Type: 'X', Properties: { Text: 'x'.repeat(MAX.bytes) } };
    },
    'a long description': (stage) => {
      Object.assign(first(stage), { Description: 'x'.repeat(1_025) });
    },
    'a logical id with a hyphen': (stage) => {
      first(stage).Resources['A-Topic'] = { Type: 'AWS::SNS::Topic', Properties: {} };
    },
  },
};

const exportNames = (stage: Deployment) =>
  stacks(stage).flatMap(([name, { Outputs = {} }]) =>
    Object.entries(Outputs).flatMap(([id, { Export }]) =>
      Export ? [{ at: `${name}/${id}`, name: String(Export.Name) }] : [],
    ),
  );

/** That every import has its export is checked when it is resolved: a missing one throws an error. */
const exportsAreUnique: AwsRule = {
  name: 'an export has a name of up to 255 characters that no other stack of the region exports',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/outputs-section-structure.html',
  notProven: 'that no other stack of the account exports the same name: they all begin with the name of ours',
  check: (stage) => {
    const all = exportNames(stage);
    return all
      .filter(
        ({ name }) =>
          name.length > 255 || !/^[\w:-]+$/.test(name) || all.filter((one) => one.name === name).length > 1,
      )
      .map(({ at, name }) => `${at}: ${name}`);
  },
  counterexamples: {
    'two exports of one name': (stage) => {
      const [output] = Object.values(first(stage).Outputs).filter(({ Export }) => Export);
      first(stage).Outputs['Again'] = structuredClone(output) as never;
    },
    'a name that is too long': (stage) => {
      first(stage).Outputs['Long'] = { Value: '', Export: { Name: 'x'.repeat(256) } };
    },
  },
};

const conditions = (template: unknown) =>
  (template as { Conditions?: Record<string, unknown> }).Conditions ?? {};

const conditionsArePlain: AwsRule = {
  name: 'a condition compares values that are known before any resource is: no reference to a secret or to an export',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/conditions-section-structure.html',
  check: (stage) =>
    stacks(stage).flatMap(([name, template]) =>
      Object.entries(conditions(template))
        .filter(([, body]) => /\{\{resolve:|"Fn::(ImportValue|GetAtt)"/.test(JSON.stringify(body)))
        .map(([id]) => `${name}/${id}`),
    ),
  counterexamples: {
    'a condition on a secret': (stage) => {
      Object.assign(first(stage), {
        Conditions: {
          ...conditions(first(stage)),
          Closed: { 'Fn::Equals': ['{{resolve:secretsmanager:edge}}', ''] },
        },
      });
    },
  },
};

/** CloudFormation resolves a secret only in some properties of resources, and never in a property that identifies one. */
const secretsAreResolved: AwsRule = {
  name: 'a dynamic reference stands in a property of a resource and has a form that CloudFormation knows',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html',
  notProven: 'that the secret exists, and that whoever deploys may read it',
  check: (stage) =>
    stacks(stage).flatMap(([name, { Resources, Outputs }]) => [
      ...Object.entries(Resources)
        .filter(([, { Properties }]) =>
          [...JSON.stringify(Properties ?? {}).matchAll(/\{\{resolve:([^}]*)\}\}/g)].some(
            ([, reference = '']) => !/^(ssm|ssm-secure|secretsmanager):[\w.\-/]+(:.*)?$/.test(reference),
          ),
        )
        .map(([id]) => `${name}/${id}`),
      ...Object.entries(Outputs ?? {})
        .filter(([, output]) => JSON.stringify(output).includes('{{resolve:'))
        .map(([id]) => `${name}/${id}`),
    ]),
  counterexamples: {
    'a store that does not exist': (stage) => {
      first(stage).Resources['Secret'] = { Type: 'X', Properties: { Value: '{{resolve:vault:edge}}' } };
    },
    'a secret as an output': (stage) => {
      first(stage).Outputs['Secret'] = { Value: '{{resolve:secretsmanager:edge}}' };
    },
  },
};

export const CLOUDFORMATION = [templatesFit, exportsAreUnique, conditionsArePlain, secretsAreResolved];
