import type { Resource, Stack } from '@orderflow/stacks/template';
import { type PolicyHeader, policyHeaders } from './policyHeaders.ts';

/** A cache behaviour: how a distribution handles the paths that match a pattern. */
export interface Behaviour {
  /** `/config`, `/users*`, …; the default behaviour's is `*`. */
  pathPattern: string;
  /** Names of the headers that are part of the cache key, in lower case. */
  keyHeaders: string[];
  /** Longest time that an answer is cached, whatever its own headers say; 0 for never. */
  maxTtlSeconds: number;
  /** Headers for the origin. They override the caller's; names in lower case. */
  originHeaders: Record<string, string>;
  /** Headers of every answer. */
  answerHeaders: PolicyHeader[];
}

/** AWS's managed policy CachingDisabled, which no template defines. */
const CACHING_DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';

interface CacheBehavior {
  PathPattern?: string;
  TargetOriginId: string;
  CachePolicyId: string;
  ResponseHeadersPolicyId?: string;
}

interface Origin {
  Id: string;
  OriginCustomHeaders?: { HeaderName: string; HeaderValue: string }[];
}

interface CachePolicyConfig {
  MaxTTL: number;
  ParametersInCacheKeyAndForwardedToOrigin: { HeadersConfig: { Headers?: string[] } };
}

/**
 * The cache behaviours of a stack's distribution, in the order in which they are matched, the default one last.
 *
 * @throws Error when there is no distribution, or a behaviour has an unknown policy.
 */
export function edgeBehaviours({ name, resources }: Stack): Behaviour[] {
  const distribution = resources.find(({ type }) => type === 'AWS::CloudFront::Distribution');
  if (!distribution) throw new Error(`${name}: has no distribution`);
  const {
    Origins,
    CacheBehaviors = [],
    DefaultCacheBehavior,
  } = distribution.properties['DistributionConfig'] as {
    Origins: Origin[];
    CacheBehaviors?: CacheBehavior[];
    DefaultCacheBehavior: CacheBehavior;
  };
  return [...CacheBehaviors, DefaultCacheBehavior].map((one) => ({
    pathPattern: one.PathPattern ?? '*',
    ...caching(one.CachePolicyId, resources),
    originHeaders: originHeaders(Origins.find(({ Id }) => Id === one.TargetOriginId)),
    answerHeaders: answerHeaders(one.ResponseHeadersPolicyId, resources),
  }));
}

/** The first behaviour that the path of `url` matches. */
export function behaviourOf<T extends Pick<Behaviour, 'pathPattern'>>(
  behaviours: readonly T[],
  url: string,
): T | undefined {
  const path = url.replace(/\?.*/s, '');
  return behaviours.find(({ pathPattern }) => matches(pathPattern, path));
}

/** Matches a path pattern of a cache behaviour: `*` stands for any characters, `?` for one. */
function matches(pattern: string, path: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${pattern.startsWith('/') ? '' : '/?'}${source}$`, 's').test(path);
}

const originHeaders = ({ OriginCustomHeaders = [] }: Partial<Origin> = {}) =>
  Object.fromEntries(
    OriginCustomHeaders.map(({ HeaderName, HeaderValue }) => [HeaderName.toLowerCase(), HeaderValue]),
  );

function answerHeaders(id: string | undefined, resources: Resource[]): PolicyHeader[] {
  if (id === undefined) return [];
  const policy = find('ResponseHeadersPolicy', id, resources);
  return policyHeaders(policy['ResponseHeadersPolicyConfig'] as Parameters<typeof policyHeaders>[0]);
}

function find(kind: string, id: string, resources: Resource[]): Resource['properties'] {
  const found = resources.find(
    ({ type, logicalId }) => type === `AWS::CloudFront::${kind}` && logicalId === id,
  );
  if (!found) throw new Error(`the edge has a ${kind} ${id}, which the gateway does not know`);
  return found.properties;
}

function caching(id: string, resources: Resource[]): Pick<Behaviour, 'keyHeaders' | 'maxTtlSeconds'> {
  if (id === CACHING_DISABLED) return { keyHeaders: [], maxTtlSeconds: 0 };
  const { MaxTTL, ParametersInCacheKeyAndForwardedToOrigin } = find('CachePolicy', id, resources)[
    'CachePolicyConfig'
  ] as CachePolicyConfig;
  const { Headers = [] } = ParametersInCacheKeyAndForwardedToOrigin.HeadersConfig;
  return { keyHeaders: Headers.map((header) => header.toLowerCase()), maxTtlSeconds: MaxTTL };
}
