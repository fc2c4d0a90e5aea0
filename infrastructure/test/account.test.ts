import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { compile } from '@orderflow/stacks/compile';
import { baseStack, stacks } from '@orderflow/stacks/find';
import { ofType, type Template } from '@orderflow/stacks/template';
import { parse, type ScalarTag } from 'yaml';

const BOUNDARY = 'arn:aws:iam::111111111111:policy/orderflow-boundary';
/** Stacks are compiled one after another, on a busy machine. */
const TIMEOUT = 240_000;

interface Statement {
  Sid?: string;
  Effect: string;
  Action: string | string[];
  Resource: unknown;
  Condition?: Record<string, Record<string, unknown>>;
}

const customTags: ScalarTag[] = ['!Ref', '!Sub', '!GetAtt'].map((tag) => ({
  tag,
  resolve: (value: string) => value,
}));
const account = parse(readFileSync(join(baseStack.dir, 'account/account.yml'), 'utf8'), {
  customTags,
  logLevel: 'silent',
}) as Template;
const boundary: Statement[] = account.Resources['Boundary']?.Properties['PolicyDocument'].Statement;
const deploy: Statement[] =
  account.Resources['DeployRole']?.Properties['Policies'][0].PolicyDocument.Statement;

const actionsOf = ({ Action }: Statement) => [Action].flat();
const roles = (template: Template) => ofType(template, 'AWS::IAM::Role');

/** The actions that our deployments need and AWSCodeDeployRoleForLambdaLimited allows, as AWS documents the policy. */
const CODE_DEPLOY = [
  'cloudwatch:DescribeAlarms',
  'lambda:GetAlias',
  'lambda:UpdateAlias',
  'lambda:GetProvisionedConcurrencyConfig',
];

describe('a stage with a permissions boundary', () => {
  let templates: [stack: string, template: Template][];

  beforeAll(async () => {
    const options = [
      '--param',
      `permissionsBoundary=${BOUNDARY}`,
      '--param',
      'httpDeployment=Canary10Percent5Minutes',
    ];
    const compiled = stacks.map(async (stack): Promise<[string, Template]> => {
      return [stack.name, (await compile(stack, 'ci', options)).template];
    });
    templates = await Promise.all(compiled);
  }, TIMEOUT);

  it('has it on every role of every stack', () => {
    const unbounded = templates.flatMap(([stack, template]) =>
      roles(template)
        .filter(([, { Properties }]) => Properties['PermissionsBoundary'] !== BOUNDARY)
        .map(([id]) => `${stack}: ${id}`),
    );
    expect(unbounded).toEqual([]);
    expect(templates.flatMap(([, template]) => roles(template)).length).toBeGreaterThan(40);
    expect(templates.flatMap(([, { Resources }]) => Object.keys(Resources))).toContain('HttpDeploymentsRole');
  });

  it('has no role that asks for more than the boundary allows', () => {
    const allowed = new Set(boundary.flatMap(actionsOf));
    const asked = templates.flatMap(([stack, template]) =>
      roles(template).flatMap(([id, { Properties }]) =>
        (Properties['Policies'] ?? [])
          .flatMap(
            ({ PolicyDocument }: { PolicyDocument: { Statement: Statement[] } }) => PolicyDocument.Statement,
          )
          .flatMap(actionsOf)
          .map((action: string) => ({ action, by: `${stack}: ${id} ${action}` })),
      ),
    );
    expect(asked.filter(({ action }) => !allowed.has(action)).map(({ by }) => by)).toEqual([]);
    const needed = new Set([...asked.map(({ action }) => action), ...CODE_DEPLOY]);
    expect(CODE_DEPLOY.filter((action) => !allowed.has(action))).toEqual([]);
    // And nothing that is not needed.
    expect([...allowed].filter((action) => !needed.has(action))).toEqual([]);
  });
});

describe('the role that deploys', () => {
  const grants = (action: string) =>
    deploy.filter((one) => one.Effect === 'Allow' && actionsOf(one).includes(action));

  it.each(['iam:CreateRole', 'iam:PutRolePolicy', 'iam:AttachRolePolicy', 'iam:PutRolePermissionsBoundary'])(
    'may %s only where the boundary is',
    (action) => {
      expect(grants(action)).toEqual([
        expect.objectContaining({ Condition: { StringEquals: { 'iam:PermissionsBoundary': 'Boundary' } } }),
      ]);
    },
  );

  it.each(['iam:DeleteRolePermissionsBoundary', 'iam:CreatePolicyVersion', 'iam:CreateUser', 'iam:*', '*'])(
    'may not %s',
    (action) => expect(grants(action)).toEqual([]),
  );

  it('may not touch what bounds it', () => {
    const denied = deploy.filter(({ Effect }) => Effect === 'Deny');
    expect(denied.flatMap(actionsOf)).toEqual(['iam:*', 'cloudformation:*']);
    expect(JSON.stringify(denied)).toMatch(
      /role\/orderflow-deploy.*policy\/orderflow-boundary.*stack\/orderflow-account/,
    );
  });
});
