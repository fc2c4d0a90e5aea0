import { beforeAll, describe, expect, it } from '@jest/globals';
import { type Compiled, compile } from '@orderflow/stacks/compile';
import { baseStack } from '@orderflow/stacks/find';
import { ofType } from '@orderflow/stacks/template';

/** API Gateway's quota: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const MAX_AUDIENCES = 50;

describe('the user pool', () => {
  let base: Compiled;
  beforeAll(async () => {
    base = await compile(baseStack, 'ci');
  });

  const clients = () => ofType(base.template, 'AWS::Cognito::UserPoolClient');
  /** A list that exists only if the stage has operators. */
  const ofOperators = (list: unknown): unknown[] => (list as { 'Fn::If': unknown[][] })?.['Fn::If'][1] ?? [];
  const scopesOf = (client: string): string[] =>
    ofOperators(base.template.Resources[client]?.Properties['AllowedOAuthScopes']).map((scope) =>
      (scope as { 'Fn::Sub': string })['Fn::Sub'].replace(/^\$\{ApiScopes\}\//, ''),
    );

  /** Granted only to trusted clients besides their own scope, or to people (`importsFor`, `onAccount`). */
  const EXTRA = ['imports:for-others', 'orders:price', 'orders:on-account'];

  it('has a client for each duty, with its scope and no other', () => {
    const [[, server] = []] = ofType(base.template, 'AWS::Cognito::UserPoolResourceServer');
    const scopes: string[] = server?.Properties['Scopes'].map(
      ({ ScopeName }: { ScopeName: string }) => ScopeName,
    );
    const operators = clients().filter(([id]) => id !== 'PeopleClient');
    expect(operators.map(([id]) => scopesOf(id).length)).toEqual(operators.map(() => 1));
    expect(operators.flatMap(([id]) => scopesOf(id)).toSorted()).toEqual(
      scopes.filter((scope) => !EXTRA.includes(scope)).toSorted(),
    );
    for (const [, { Properties }] of operators) {
      expect(Properties['GenerateSecret']).toBe(true);
      expect(ofOperators(Properties['AllowedOAuthFlows'])).toEqual(['client_credentials']);
    }
  });

  it('lets people ask for no scope', () => {
    expect(scopesOf('PeopleClient')).toEqual([]);
    expect(base.template.Resources['PeopleClient']?.Properties['AllowedOAuthFlows']).toBeUndefined();
  });

  it('has no client whose tokens the APIs refuse', () => {
    const outputs = Object.values(base.template.Outputs);
    const audiences = [base.params['default']?.['jwtAudience']].flat() as { 'Fn::ImportValue': string }[];
    const accepted = audiences.map(
      (one) => outputs.find(({ Export }) => Export?.Name === one['Fn::ImportValue'])?.Value,
    );
    expect(accepted).toEqual(expect.arrayContaining(clients().map(([Ref]) => ({ Ref }))));
    expect(accepted).toHaveLength(clients().length);
    expect(accepted.length).toBeLessThanOrEqual(MAX_AUDIENCES);
  });
});
