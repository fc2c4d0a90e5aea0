import { type AwsRule, failing, some } from './rule.ts';

const FUNCTION = 'AWS::CloudFront::Function';
const POLICY = 'AWS::CloudFront::CachePolicy';

/** Request and response headers that a function may not write, or not even read. */
const FORBIDDEN =
  /^(connection|expect|keep-alive|proxy-(authenticate|authorization|connection)|trailer|upgrade|x-accel-.*|x-amz-cf-.*|x-amzn-.*|x-cache.*|x-edge-.*|x-forwarded-proto|x-real-ip|cdn-loop|content-encoding|content-length|transfer-encoding|via|warning|host)$/;

const functionsFit: AwsRule = {
  name: 'a function at the edge has 10 KB of code, a comment of 128 characters and one key-value store, and writes no header that it may not',
  source:
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-functions-restrictions.html',
  notProven:
    'that the runtime takes the code: it is run under njs; and that a run takes less than a millisecond: `pnpm ops edge test` asks CloudFront',
  check: (stage) =>
    failing(stage, FUNCTION, ({ Properties: { FunctionCode, FunctionConfig } }) => {
      const written = [...String(FunctionCode).matchAll(/headers\[?\.?'?([\w-]+)'?\]?\s*=[^=]/g)].map(
        ([, name = '']) => new RegExp(`const ${name} = '([^']+)'`).exec(FunctionCode)?.[1] ?? name,
      );
      return (
        Buffer.byteLength(FunctionCode) <= 10_240 &&
        FunctionConfig.Comment.length <= 128 &&
        (FunctionConfig.KeyValueStoreAssociations ?? []).length <= 1 &&
        written.every((name) => !FORBIDDEN.test(name.toLowerCase()))
      );
    }),
  counterexamples: {
    'too much code': (stage) => {
      some(stage, FUNCTION).Properties.FunctionCode += ' '.repeat(10_240);
    },
    'two stores': (stage) => {
      const { FunctionConfig } = some(stage, FUNCTION).Properties;
      FunctionConfig.KeyValueStoreAssociations = [{ KeyValueStoreARN: 'a' }, { KeyValueStoreARN: 'b' }];
    },
    "a header of CloudFront's": (stage) => {
      some(stage, FUNCTION).Properties.FunctionCode += "\nrequest.headers['x-edge-bucket'] = { value: 'A' };";
    },
  },
};

const storesFit: AwsRule = {
  name: 'a key-value store has a comment of 128 characters',
  source: 'https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CreateKeyValueStore.html',
  check: (stage) =>
    failing(
      stage,
      'AWS::CloudFront::KeyValueStore',
      ({ Properties }) => (Properties.Comment ?? '').length <= 128,
    ),
  counterexamples: {
    'a long comment': (stage) => {
      some(stage, 'AWS::CloudFront::KeyValueStore').Properties.Comment = 'x'.repeat(129);
    },
  },
};

const cachePoliciesAgree: AwsRule = {
  name: 'a cache policy orders its times, has at most 10 headers, and a key only where it caches',
  source: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/controlling-the-cache-key.html',
  notProven:
    'an account has 20 cache policies and 20 policies of response headers: each stage with an edge takes one of both',
  check: (stage) =>
    failing(stage, POLICY, ({ Properties: { CachePolicyConfig: one } }) => {
      const { HeadersConfig, CookiesConfig, QueryStringsConfig, EnableAcceptEncodingGzip } =
        one.ParametersInCacheKeyAndForwardedToOrigin;
      const headers: string[] = HeadersConfig.Headers ?? [];
      const keyed =
        HeadersConfig.HeaderBehavior !== 'none' ||
        CookiesConfig.CookieBehavior !== 'none' ||
        QueryStringsConfig.QueryStringBehavior !== 'none' ||
        EnableAcceptEncodingGzip;
      return (
        one.MinTTL <= one.DefaultTTL &&
        one.DefaultTTL <= one.MaxTTL &&
        (one.MaxTTL > 0 || !keyed) &&
        headers.length <= 10 &&
        // Accept-Encoding has its own settings, and headers that every client sends are not useful as keys.
        !headers.some((name) =>
          /^(accept-encoding|connection|content-length|cookie|date|expect|te|via)$/i.test(name),
        ) &&
        one.Name.length <= 128 &&
        (one.Comment ?? '').length <= 128
      );
    }),
  counterexamples: {
    'times out of order': (stage) => {
      some(stage, POLICY).Properties.CachePolicyConfig.MinTTL = 600;
    },
    'a key without caching': (stage) => {
      Object.assign(some(stage, POLICY).Properties.CachePolicyConfig, {
        MinTTL: 0,
        DefaultTTL: 0,
        MaxTTL: 0,
      });
    },
    'a header that cannot be in the key': (stage) => {
      some(
        stage,
        POLICY,
      ).Properties.CachePolicyConfig.ParametersInCacheKeyAndForwardedToOrigin.HeadersConfig.Headers.push(
        'Cookie',
      );
    },
  },
};

export const EDGE_PARTS = [functionsFit, storesFit, cachePoliciesAgree];
