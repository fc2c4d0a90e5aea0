import type { Resource, Stack } from '../templates/types.ts';

/** What a distribution caches of the paths that match a pattern. */
export interface Behaviour {
  /** `/config`, `/users*`, …; the default behaviour's is `*`. */
  pathPattern: string;
  /** Names of the headers that are part of the cache key, in lower case. */
  keyHeaders: string[];
  /** The longest that an answer is kept, whatever it says itself; 0 for never. */
  maxTtlSeconds: number;
}

/** AWS's own policy CachingDisabled, which no template makes. */
const CACHING_DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';

interface CacheBehavior {
  PathPattern?: string;
  CachePolicyId: string;
}

interface CachePolicyConfig {
  MaxTTL: number;
  ParametersInCacheKeyAndForwardedToOrigin: { HeadersConfig: { Headers?: string[] } };
}

/**
 * The cache behaviours of a stack's distribution in the order in which they are matched, the default one last.
 *
 * @throws Error when there is no distribution, or a behaviour has a cache policy that is not known here.
 */
export function edgeBehaviours({ name, resources }: Stack): Behaviour[] {
  const distribution = resources.find(({ type }) => type === 'AWS::CloudFront::Distribution');
  if (!distribution) throw new Error(`${name}: has no distribution`);
  const { CacheBehaviors = [], DefaultCacheBehavior } = distribution.properties['DistributionConfig'] as {
    CacheBehaviors?: CacheBehavior[];
    DefaultCacheBehavior: CacheBehavior;
  };
  return [...CacheBehaviors, DefaultCacheBehavior].map(({ PathPattern = '*', CachePolicyId }) => ({
    pathPattern: PathPattern,
    ...caching(CachePolicyId, resources),
  }));
}

function caching(id: string, resources: Resource[]): Omit<Behaviour, 'pathPattern'> {
  if (id === CACHING_DISABLED) return { keyHeaders: [], maxTtlSeconds: 0 };
  const policy = resources.find(
    ({ type, logicalId }) => type === 'AWS::CloudFront::CachePolicy' && logicalId === id,
  );
  if (!policy) throw new Error(`the edge has a cache policy ${id}, which the gateway does not know`);
  const { MaxTTL, ParametersInCacheKeyAndForwardedToOrigin } = policy.properties[
    'CachePolicyConfig'
  ] as CachePolicyConfig;
  const { Headers = [] } = ParametersInCacheKeyAndForwardedToOrigin.HeadersConfig;
  return { keyHeaders: Headers.map((header) => header.toLowerCase()), maxTtlSeconds: MaxTTL };
}
