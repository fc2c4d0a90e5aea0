import { beforeAll, describe, expect, it } from '@jest/globals';
import { compile } from '@orderflow/stacks/compile';
import { edgeStack } from '@orderflow/stacks/find';
import { ofType, resource, type Template } from '@orderflow/stacks/template';
import { conditionsResolveNothing } from './rules/edge.ts';
import { EDGE_RULES, SHARED_RULES } from './rules/index.ts';

const SHA256 = 'ab'.repeat(32);

const distribution = (template: Template) =>
  resource(template, 'Distribution').Properties['DistributionConfig'];

describe('the edge of a real stage', () => {
  let template: Template;

  beforeAll(async () => {
    template = (await compile(edgeStack, 'ci')).template;
  });

  describe.each(EDGE_RULES)('$name', ({ violations, breaks }) => {
    it('holds', () => {
      expect(violations(template, template)).toEqual([]);
    });

    it.each(Object.keys(breaks))('is broken by: %s', (how) => {
      const broken = structuredClone(template);
      breaks[how]?.(broken);
      expect(violations(broken, broken)).not.toEqual([]);
    });
  });

  // The counterexamples of these rules are tested on the base stack.
  it.each(SHARED_RULES)('$name', ({ violations }) => {
    expect(violations(template, template)).toEqual([]);
  });

  it('speaks TLS 1.2 to every origin, and sends none a secret that is empty', () => {
    for (const { CustomOriginConfig, OriginCustomHeaders } of distribution(template).Origins) {
      expect(CustomOriginConfig).toEqual({
        OriginProtocolPolicy: 'https-only',
        OriginSSLProtocols: ['TLSv1.2'],
      });
      expect(OriginCustomHeaders['Fn::If'][2]).toEqual({ Ref: 'AWS::NoValue' });
    }
    expect(template).toMatchObject({
      Conditions: { HasSecret: { 'Fn::Not': [{ 'Fn::Equals': ['', ''] }] } },
    });
  });
});

describe('an edge of another region, with all that a stage can have', () => {
  let template: Template;

  beforeAll(async () => {
    const params = {
      edgeDomain: 'api.example.com',
      edgeCertificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/1',
      edgeWebAclArn: 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/a/1',
      edgeSecret: '{{resolve:secretsmanager:orderflow-ci-edge}}',
      edgeSecretSha256: SHA256,
    };
    const options = Object.entries(params).flatMap(([name, value]) => ['--param', `${name}=${value}`]);
    template = (await compile(edgeStack, 'ci', ['--region', 'eu-central-1', ...options])).template;
  });

  it('has its domain, its certificate and its web ACL', () => {
    const { Aliases, ViewerCertificate, WebACLId } = distribution(template);
    expect(Aliases['Fn::If'][1]).toEqual(['api.example.com']);
    expect(ViewerCertificate['Fn::If'][1]).toEqual({
      AcmCertificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/1',
      SslSupportMethod: 'sni-only',
      MinimumProtocolVersion: 'TLSv1.2_2021',
    });
    expect(WebACLId['Fn::If'][1]).toBe('arn:aws:wafv2:us-east-1:123456789012:global/webacl/a/1');
  });

  it('lets one address report clicks so often and no more', async () => {
    const { template } = await compile(edgeStack, 'ci', ['--param', 'edgeClicksPerAddress=100']);
    const [rule] = resource(template, 'Firewall').Properties['Rules'];
    expect(rule.Action.Block.CustomResponse.ResponseCode).toBe(429);
    expect(rule.Statement.RateBasedStatement).toMatchObject({
      AggregateKeyType: 'IP',
      Limit: '100',
      ScopeDownStatement: { ByteMatchStatement: { SearchString: '/clicks' } },
    });
    expect(template.Conditions?.['LimitsClicks']).toEqual({ 'Fn::Not': [{ 'Fn::Equals': ['100', ''] }] });
  });

  it('sends the secret to every origin, and decides so by its digest', () => {
    for (const { OriginCustomHeaders } of distribution(template).Origins) {
      expect(OriginCustomHeaders['Fn::If'][1]).toEqual([
        { HeaderName: 'x-origin-secret', HeaderValue: '{{resolve:secretsmanager:orderflow-ci-edge}}' },
      ]);
    }
    expect(conditionsResolveNothing.violations(template, template)).toEqual([]);
    expect(template.Conditions).toMatchObject({
      HasSecret: { 'Fn::Not': [{ 'Fn::Equals': [SHA256, ''] }] },
    });
  });

  it('has no alarms: the metrics are in us-east-1', () => {
    expect(template.Conditions?.['SeesMetrics']).toMatchObject({
      'Fn::And': [{ 'Fn::Equals': ['eu-central-1', 'us-east-1'] }, expect.anything()],
    });
    expect(ofType(template, 'AWS::CloudWatch::Alarm').filter(([, one]) => !('Condition' in one))).toEqual([]);
  });
});
