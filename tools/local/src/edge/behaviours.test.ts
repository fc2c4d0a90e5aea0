import { expect, test } from '@jest/globals';
import type { Resource, Stack } from '../templates/types.ts';
import { edgeBehaviours } from './behaviours.ts';

const UNCACHED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';

const edge = (DistributionConfig: unknown, ...others: Resource[]): Stack => ({
  name: 'edge',
  dir: '/edge',
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

test('behaviours stand in the order of matching, the default one last', () => {
  const stack = edge(
    {
      DefaultCacheBehavior: { CachePolicyId: UNCACHED },
      CacheBehaviors: [
        { PathPattern: '/prices', CachePolicyId: 'PricesCachePolicy' },
        { PathPattern: '/users*', CachePolicyId: UNCACHED },
      ],
    },
    prices,
  );
  expect(edgeBehaviours(stack)).toEqual([
    { pathPattern: '/prices', keyHeaders: ['cloudfront-viewer-country'], maxTtlSeconds: 60 },
    { pathPattern: '/users*', keyHeaders: [], maxTtlSeconds: 0 },
    { pathPattern: '*', keyHeaders: [], maxTtlSeconds: 0 },
  ]);
});

test('a cache policy that is neither of the stack nor known is an error', () => {
  const stack = edge({ DefaultCacheBehavior: { CachePolicyId: 'gone' } }, prices);
  expect(() => edgeBehaviours(stack)).toThrow('the edge has a cache policy gone');
});

test('a stack without a distribution is an error that names it', () => {
  expect(() => edgeBehaviours({ name: 'users', dir: '/users', resources: [] })).toThrow('users: has no');
});
