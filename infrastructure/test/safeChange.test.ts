import { beforeAll, describe, expect, it } from '@jest/globals';
import { compile } from '@orderflow/stacks/compile';
import { baseStack, serviceNamed } from '@orderflow/stacks/find';
import { ofType, resource, type Template, target } from '@orderflow/stacks/template';
import { alarmsLeadToTheRunbook } from './rules/alarms.ts';

const users = serviceNamed('users');
const HTTP_FUNCTIONS = ['CreateUser', 'EraseUser', 'ExportUser', 'GetUser', 'RequestSignup', 'UpdateUser'];

const withParams = async (params: Record<string, string>) => {
  const options = Object.entries(params).flatMap(([name, value]) => ['--param', `${name}=${value}`]);
  return (await compile(users, 'ci', options)).template;
};

describe('a stage that deploys gradually', () => {
  let template: Template;

  beforeAll(async () => {
    template = await withParams({ httpDeployment: 'Canary10Percent5Minutes' });
  });

  it('shifts callers of every HTTP function, and no other, to its new version', () => {
    expect(
      ofType(template, 'AWS::Lambda::Alias')
        .map(([id]) => id)
        .toSorted(),
    ).toEqual(HTTP_FUNCTIONS.map((name) => `${name}Alias`));
    for (const name of HTTP_FUNCTIONS) {
      const alias = resource(template, `${name}Alias`);
      const version = resource(template, target(alias.Properties.FunctionVersion) ?? '');
      expect(target(version.Properties.FunctionName)).toBe(`${name}LambdaFunction`);
      expect(alias).toMatchObject({
        UpdatePolicy: { CodeDeployLambdaAliasUpdate: { DeploymentGroupName: { Ref: `${name}Deployments` } } },
      });
    }
  });

  it('calls and may call the alias', () => {
    const called = ofType(template, 'AWS::ApiGatewayV2::Integration').map(([, { Properties }]) =>
      target(Properties.IntegrationUri),
    );
    const permitted = ofType(template, 'AWS::Lambda::Permission').map(([, { Properties }]) =>
      target(Properties.FunctionName),
    );
    const aliases = HTTP_FUNCTIONS.map((name) => `${name}Alias`);
    expect([...new Set(called)].toSorted()).toEqual(aliases);
    expect([...new Set(permitted)].toSorted()).toEqual(aliases);
  });

  it('takes callers back when the alias crashes or its new version answers with 500', () => {
    for (const name of HTTP_FUNCTIONS) {
      const { Properties } = resource(template, `${name}Deployments`);
      expect(Properties.DeploymentConfigName).toBe('CodeDeployDefault.LambdaCanary10Percent5Minutes');
      expect(Properties.AutoRollbackConfiguration.Events).toContain('DEPLOYMENT_STOP_ON_ALARM');
      const ids = Properties.AlarmConfiguration.Alarms.map((one: { Name: unknown }) => target(one.Name));
      const watched = ids.map((id: string) => JSON.stringify(resource(template, id).Properties.Dimensions));
      const { DependsOn, Properties: alias } = resource(template, `${name}Alias`);
      expect(watched[0]).toContain(`${name}LambdaFunction}:live`);
      expect(watched[1]).toContain(JSON.stringify(alias.FunctionVersion));
      expect(DependsOn).toEqual(ids);
    }
    expect(alarmsLeadToTheRunbook.violations(template, template)).toEqual([]);
  });
});

it('keeps environments warm behind the alias and sets concurrency aside where a stage says so', async () => {
  const template = await withParams({ httpProvisionedConcurrency: '2', httpReservedConcurrency: '5' });
  const { Properties, ...alias } = resource(template, 'CreateUserAlias');
  expect(Properties.ProvisionedConcurrencyConfig).toEqual({ ProvisionedConcurrentExecutions: 2 });
  expect(alias).not.toHaveProperty('UpdatePolicy');
  const reserved = ofType(template, 'AWS::Lambda::Function').filter(
    ([, one]) => one.Properties.ReservedConcurrentExecutions === 5,
  );
  expect(reserved.map(([id]) => id.replace('LambdaFunction', '')).toSorted()).toEqual(HTTP_FUNCTIONS);
});

it('deletes with the stack what a preview keeps, and its logs soon', async () => {
  const preview = ['deletionPolicy=Delete', 'deletionProtection=false', 'logRetentionDays=3'];
  const options = preview.flatMap((one) => ['--param', one]);
  const base = (await compile(baseStack, 'ci', options)).template;
  for (const [, { DeletionPolicy, Properties }] of ofType(base, 'AWS::DynamoDB::Table')) {
    expect([DeletionPolicy, String(Properties.DeletionProtectionEnabled)]).toEqual(['Delete', 'false']);
  }
  expect(base).toMatchObject({
    Conditions: { ProtectsUserPool: { 'Fn::Equals': ['protected: false', 'protected: true'] } },
    Resources: {
      UserPool: {
        Properties: { DeletionProtection: { 'Fn::If': ['ProtectsUserPool', 'ACTIVE', 'INACTIVE'] } },
      },
    },
  });
  for (const [, bucket] of ofType(base, 'AWS::S3::Bucket')) {
    expect(bucket.DeletionPolicy ?? 'Delete').toBe('Delete');
  }
  const logs = ofType(await withParams({ logRetentionDays: '3' }), 'AWS::Logs::LogGroup');
  expect(new Set(logs.map(([, { Properties }]) => Properties.RetentionInDays))).toEqual(new Set([3]));
});

it('is nothing that a stage has by default', async () => {
  const template = await withParams({});
  const types = new Set(Object.values(template.Resources).map(({ Type }) => Type));
  expect([...types].filter((type) => /CodeDeploy|Alias|Version/.test(type))).toEqual([]);
});
