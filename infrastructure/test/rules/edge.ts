import { ofType, resource, type Template, target } from '@orderflow/stacks/template';
import type { Rule } from './rule.ts';

/** The ids of AWS's own policies. */
const CACHING_DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
const ALL_VIEWER_EXCEPT_HOST = 'b689b0a8-53d0-40ab-baf2-68738e2966ac';

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html */
const MAX_FUNCTION_BYTES = 10_240;

const config = (template: Template) => resource(template, 'Distribution').Properties.DistributionConfig;

/**
 * Headers that CloudFront refuses to add to origin requests, in lower case; a name that ends in `-` is a prefix.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/add-origin-custom-headers.html#add-origin-custom-headers-denylist
 */
const REFUSED_HEADERS =
  'cache-control connection content-length cookie host if-match if-modified-since if-none-match if-range if-unmodified-since max-forwards pragma proxy-authorization proxy-connection range request-range te trailer transfer-encoding upgrade via x-amz- x-edge- x-real-ip'.split(
    ' ',
  );

type Behaviour = Record<string, string> & { PathPattern?: string };
const behaviours = (template: Template): Behaviour[] => {
  const { CacheBehaviors, DefaultCacheBehavior } = config(template);
  return [...CacheBehaviors, DefaultCacheBehavior];
};
const patternOf = ({ PathPattern = '*' }: Behaviour) => PathPattern;

/** The service whose API serves a path, by the first matching behaviour. */
export function serviceAt(template: Template, path: string): string | undefined {
  const matches = (pattern: string) => new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(path);
  const { TargetOriginId } = behaviours(template).find((one) => matches(patternOf(one))) ?? {};
  const origin = config(template).Origins.find(({ Id }: { Id: string }) => Id === TargetOriginId);
  return /sls-orderflow-(\w+)-/.exec(JSON.stringify(origin?.DomainName))?.[1];
}

/**
 * The only cached path besides /config: the catalogue, which is the same for everybody. Its origin gets the token of
 * a writer.
 */
const cachesCatalogue = (
  template: Template,
  { PathPattern, CachePolicyId, OriginRequestPolicyId }: Behaviour,
) => {
  const { MinTTL, DefaultTTL, MaxTTL } =
    template.Resources['ProductsCachePolicy']?.Properties['CachePolicyConfig'] ?? {};
  return (
    PathPattern === '/products*' &&
    target(CachePolicyId) === 'ProductsCachePolicy' &&
    OriginRequestPolicyId === ALL_VIEWER_EXCEPT_HOST &&
    MinTTL === 0 &&
    DefaultTTL === 0 &&
    MaxTTL === 60
  );
};

export const onlyConfigIsCached: Rule = {
  name: 'the edge caches /config by bucket and country and the catalogue for a minute, and nothing else, nor any error',
  violations: (template) => {
    const uncached = ({ CachePolicyId, OriginRequestPolicyId }: Behaviour) =>
      CachePolicyId === CACHING_DISABLED && OriginRequestPolicyId === ALL_VIEWER_EXCEPT_HOST;
    const {
      MinTTL,
      DefaultTTL,
      ParametersInCacheKeyAndForwardedToOrigin: key,
    } = template.Resources.ConfigCachePolicy?.Properties.CachePolicyConfig ?? {};
    const byBoth = [key?.HeadersConfig?.Headers ?? []].flat().sort().join();
    const kept = config(template).CustomErrorResponses.filter(
      (one: { ErrorCachingMinTTL?: number }) => one.ErrorCachingMinTTL !== 0,
    );
    return [
      ...behaviours(template)
        .filter((one) => !cachesCatalogue(template, one))
        .filter((one) => uncached(one) === (one.PathPattern === '/config'))
        .map(patternOf),
      ...(MinTTL === 0 && DefaultTTL === 0 && byBoth === 'CloudFront-Viewer-Country,x-experiment-bucket'
        ? []
        : ['ConfigCachePolicy']),
      ...kept.map(({ ErrorCode }: { ErrorCode: number }) => String(ErrorCode)),
    ];
  },
  breaks: {
    'a behaviour that caches': (template) => {
      config(template).DefaultCacheBehavior.CachePolicyId = { Ref: 'ConfigCachePolicy' };
    },
    'a catalogue of yesterday': (template) => {
      resource(template, 'ProductsCachePolicy').Properties.CachePolicyConfig.MaxTTL = 86_400;
    },
    'one country for all': (template) => {
      resource(
        template,
        'ConfigCachePolicy',
      ).Properties.CachePolicyConfig.ParametersInCacheKeyAndForwardedToOrigin.HeadersConfig.Headers.pop();
    },
    'an error that is kept': (template) => {
      delete config(template).CustomErrorResponses[0].ErrorCachingMinTTL;
    },
  },
};

export const everythingPassesTheFunction: Rule = {
  name: 'every request and every answer passes the function over HTTPS, and gets the security headers',
  violations: (template) =>
    // biome-ignore lint/suspicious/noExplicitAny: the parts of a behaviour differ in shape; the rule is the check.
    (behaviours(template) as any[])
      .filter(({ FunctionAssociations = [], ViewerProtocolPolicy, ResponseHeadersPolicyId }) => {
        const events = FunctionAssociations.filter(
          ({ FunctionARN }: { FunctionARN: unknown }) => target(FunctionARN) === 'ViewerFunction',
        ).map(({ EventType }: { EventType: string }) => EventType);
        return (
          events.sort().join() !== 'viewer-request,viewer-response' ||
          ViewerProtocolPolicy !== 'https-only' ||
          target(ResponseHeadersPolicyId) !== 'SecurityHeaders'
        );
      })
      .map(patternOf),
  breaks: {
    'a path past the function': (template) => {
      config(template).CacheBehaviors[0].FunctionAssociations.pop();
    },
    'plain HTTP': (template) => {
      config(template).CacheBehaviors[1].ViewerProtocolPolicy = 'allow-all';
    },
    'no headers': (template) => {
      delete config(template).DefaultCacheBehavior.ResponseHeadersPolicyId;
    },
  },
};

export const functionFits: Rule = {
  name: 'the function is within the size that CloudFront takes, and reads the key-value store',
  violations: (template) =>
    ofType(template, 'AWS::CloudFront::Function')
      .filter(([, { Properties }]) => {
        const { Runtime, KeyValueStoreAssociations = [] } = Properties.FunctionConfig;
        const stores = KeyValueStoreAssociations.map((one: Record<string, unknown>) =>
          target(one['KeyValueStoreARN']),
        );
        return (
          Buffer.byteLength(Properties.FunctionCode) > MAX_FUNCTION_BYTES ||
          Runtime !== 'cloudfront-js-2.0' ||
          !Properties.AutoPublish ||
          !stores.includes('Experiment')
        );
      })
      .map(([id]) => id),
  breaks: {
    'too much code': (template) => {
      resource(template, 'ViewerFunction').Properties.FunctionCode += ' '.repeat(MAX_FUNCTION_BYTES);
    },
    'no store': (template) => {
      delete resource(template, 'ViewerFunction').Properties.FunctionConfig.KeyValueStoreAssociations;
    },
  },
};

interface Origin {
  Id: string;
  OriginCustomHeaders?: unknown;
}

const customHeaders = ({ OriginCustomHeaders = [] }: Origin) =>
  [...JSON.stringify(OriginCustomHeaders).matchAll(/"HeaderName":"([^"]*)"/g)].map(([, name = '']) => name);

export const originHeadersAreTaken: Rule = {
  name: 'the edge adds no header that CloudFront refuses to add',
  violations: (template) =>
    config(template).Origins.flatMap((origin: Origin) =>
      customHeaders(origin)
        .filter((name) =>
          REFUSED_HEADERS.some((one) =>
            one.endsWith('-') ? name.toLowerCase().startsWith(one) : name.toLowerCase() === one,
          ),
        )
        .map((name) => `${origin.Id}: ${name}`),
    ),
  breaks: {
    'a name that is CloudFront’s own': (template) => {
      config(template).Origins[0].OriginCustomHeaders['Fn::If'][1][0].HeaderName = 'X-Edge-Secret';
    },
    'a header of the caller': (template) => {
      config(template).Origins[1].OriginCustomHeaders['Fn::If'][1][0].HeaderName = 'Cookie';
    },
  },
};

const DYNAMIC = /\{\{resolve:/;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html: in resource properties only. */
export const conditionsResolveNothing: Rule = {
  name: 'no condition compares a dynamic reference',
  violations: ({ Conditions = {} }) =>
    Object.keys(Conditions).filter((name) => DYNAMIC.test(JSON.stringify(Conditions[name]))),
  breaks: {
    'a secret that is compared': (template) => {
      template.Conditions = { HasSecret: { 'Fn::Equals': ['{{resolve:secretsmanager:edge}}', ''] } };
    },
  },
};

export const pagesKeepTheirPolicy: Rule = {
  name: 'an answer has a content security policy, and a page of a service the one that it came with',
  violations: (template) =>
    ofType(template, 'AWS::CloudFront::ResponseHeadersPolicy')
      .filter(([, { Properties }]) => {
        const policy = Properties.ResponseHeadersPolicyConfig.SecurityHeadersConfig.ContentSecurityPolicy;
        return policy?.Override !== false;
      })
      .map(([id]) => id),
  breaks: {
    'a policy over that of the page': (template) => {
      for (const [, { Properties }] of ofType(template, 'AWS::CloudFront::ResponseHeadersPolicy')) {
        Properties.ResponseHeadersPolicyConfig.SecurityHeadersConfig.ContentSecurityPolicy.Override = true;
      }
    },
  },
};

export const edgeIsWatched: Rule = {
  name: 'the edge has alarms on its 5xx and on its function',
  violations: (template) => {
    const watched = ofType(template, 'AWS::CloudWatch::Alarm').map(([, { Properties }]) => {
      const { MetricName, Dimensions, AlarmActions = [], TreatMissingData } = Properties;
      const [{ Value }, { Value: region }] = Dimensions;
      const reaches = AlarmActions.length > 0 && TreatMissingData && region === 'Global';
      return reaches ? `${MetricName} of ${target(Value) ?? Value}` : '';
    });
    const { Name } = resource(template, 'ViewerFunction').Properties;
    const wanted = ['5xxErrorRate of Distribution', `FunctionExecutionErrors of ${Name}`];
    return wanted.filter((one) => !watched.includes(one));
  },
  breaks: {
    'no alarm on 5xx': (template) => {
      delete template.Resources.ServerErrorsAlarm;
    },
    'an alarm on another function': (template) => {
      resource(template, 'ViewerFunction').Properties.Name = 'other';
    },
  },
};
