import { expect, test } from '@jest/globals';
import type { Resource, Stack } from '@orderflow/stacks/template';
import { edgeBehaviours } from './behaviours.ts';
import { withPolicy } from './policyHeaders.ts';

const UNCACHED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';

const Origins = [
  { Id: 'closed', OriginCustomHeaders: [{ HeaderName: 'X-Secret', HeaderValue: 's3cret' }] },
  { Id: 'others' },
];

const edge = (DistributionConfig: unknown, ...others: Resource[]): Stack => ({
  name: 'edge',
  resources: [
    { logicalId: 'Front', type: 'AWS::CloudFront::Distribution', properties: { DistributionConfig } },
    ...others,
  ],
});

const prices: Resource = {
  logicalId: 'PricesCachePolicy',
  type: 'AWS::CloudFront::CachePolicy',
  properties: {
    CachePolicyConfig: {
      MaxTTL: 60,
      ParametersInCacheKeyAndForwardedToOrigin: {
        HeadersConfig: { HeaderBehavior: 'whitelist', Headers: ['CloudFront-Viewer-Country'] },
      },
    },
  },
};

const security: Resource = {
  logicalId: 'Headers',
  type: 'AWS::CloudFront::ResponseHeadersPolicy',
  properties: {
    ResponseHeadersPolicyConfig: {
      SecurityHeadersConfig: {
        StrictTransportSecurity: { AccessControlMaxAgeSec: 60, IncludeSubdomains: true, Override: true },
        ContentSecurityPolicy: { ContentSecurityPolicy: "default-src 'none'", Override: false },
      },
    },
  },
};

test('behaviours stand in the order of matching, the default one last', () => {
  const stack = edge(
    {
      Origins,
      DefaultCacheBehavior: { TargetOriginId: 'others', CachePolicyId: UNCACHED },
      CacheBehaviors: [
        { PathPattern: '/prices', TargetOriginId: 'others', CachePolicyId: 'PricesCachePolicy' },
        {
          PathPattern: '/users*',
          TargetOriginId: 'closed',
          CachePolicyId: UNCACHED,
          ResponseHeadersPolicyId: 'Headers',
        },
      ],
    },
    prices,
    security,
  );
  const bare = { originHeaders: {}, answerHeaders: [] };
  expect(edgeBehaviours(stack)).toEqual([
    { pathPattern: '/prices', keyHeaders: ['cloudfront-viewer-country'], maxTtlSeconds: 60, ...bare },
    {
      pathPattern: '/users*',
      keyHeaders: [],
      maxTtlSeconds: 0,
      originHeaders: { 'x-secret': 's3cret' },
      answerHeaders: [
        { name: 'strict-transport-security', value: 'max-age=60; includeSubDomains', override: true },
        { name: 'content-security-policy', value: "default-src 'none'", override: false },
      ],
    },
    { pathPattern: '*', keyHeaders: [], maxTtlSeconds: 0, ...bare },
  ]);
});

test("an answer keeps the origin's header where the policy says so", () => {
  const { answerHeaders = [] } =
    edgeBehaviours(
      edge(
        {
          Origins,
          DefaultCacheBehavior: {
            TargetOriginId: 'others',
            CachePolicyId: UNCACHED,
            ResponseHeadersPolicyId: 'Headers',
          },
        },
        security,
      ),
    )[0] ?? {};
  const own = { 'content-security-policy': "script-src 'self'", 'strict-transport-security': 'max-age=1' };
  expect(withPolicy({ ...own, etag: '1' }, answerHeaders)).toEqual({
    etag: '1',
    'content-security-policy': "script-src 'self'",
    'strict-transport-security': 'max-age=60; includeSubDomains',
  });
  expect(withPolicy({}, answerHeaders)['content-security-policy']).toBe("default-src 'none'");
});

test('a cache policy that is neither of the stack nor known is an error', () => {
  const stack = edge(
    { Origins, DefaultCacheBehavior: { TargetOriginId: 'others', CachePolicyId: 'gone' } },
    prices,
  );
  expect(() => edgeBehaviours(stack)).toThrow('the edge has a CachePolicy gone');
});

test('a stack without a distribution is an error that names it', () => {
  expect(() => edgeBehaviours({ name: 'users', resources: [] })).toThrow('users: has no');
});
