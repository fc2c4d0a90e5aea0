import type { Deployment } from '@orderflow/stacks/deployment';
import { type AwsRule, failing, some } from './rule.ts';

const QUOTAS = 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html';
const DISTRIBUTION = 'AWS::CloudFront::Distribution';

const configOf = (stage: Deployment) => some(stage, DISTRIBUTION).Properties.DistributionConfig;
/** Sets the headers in a compiled template, in place of the condition's branch that the variant uses. */
const setHeaders = (stage: Deployment, headers: object[]) => {
  for (const origin of configOf(stage).Origins) origin.OriginCustomHeaders = headers;
};

/** In lower case. */
const REFUSED = new Set(
  (
    'cache-control connection content-length cookie host if-match if-modified-since if-none-match if-range ' +
    'if-unmodified-since max-forwards pragma proxy-authenticate proxy-authorization proxy-connection range ' +
    'request-range te trailer transfer-encoding upgrade via x-real-ip'
  ).split(' '),
);
const isRefused = (name: string) => REFUSED.has(name) || /^x-(amz|edge)-/.test(name);

interface Header {
  HeaderName: string;
  HeaderValue: string;
}

const originHeadersAreTaken: AwsRule = {
  name: 'a header for an origin is none that CloudFront keeps for itself, and they are few and short',
  source:
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/add-origin-custom-headers.html#add-origin-custom-headers-denylist',
  check: (stage) =>
    failing(stage, DISTRIBUTION, ({ Properties }) =>
      Properties.DistributionConfig.Origins.every(
        ({ OriginCustomHeaders = [] }: { OriginCustomHeaders?: Header[] }) => {
          const length = OriginCustomHeaders.reduce(
            (sum, one) => sum + one.HeaderName.length + one.HeaderValue.length,
            0,
          );
          return (
            OriginCustomHeaders.length <= 10 &&
            length <= 10_240 &&
            OriginCustomHeaders.every(
              ({ HeaderName, HeaderValue }) =>
                /^[\w-]{1,256}$/.test(HeaderName) &&
                !isRefused(HeaderName.toLowerCase()) &&
                HeaderValue.length >= 1 &&
                HeaderValue.length <= 1_783,
            )
          );
        },
      ),
    ),
  counterexamples: {
    "a name of CloudFront's": (stage) =>
      setHeaders(stage, [{ HeaderName: 'X-Edge-Secret', HeaderValue: 's' }]),
    'a header of the connection': (stage) => setHeaders(stage, [{ HeaderName: 'Via', HeaderValue: 's' }]),
    'an empty value': (stage) => setHeaders(stage, [{ HeaderName: 'x-secret', HeaderValue: '' }]),
    'a value that is too long': (stage) =>
      setHeaders(stage, [{ HeaderName: 'x-secret', HeaderValue: 's'.repeat(1_784) }]),
    'eleven headers': (stage) =>
      setHeaders(
        stage,
        Array.from({ length: 11 }, (_, index) => ({ HeaderName: `x-${index}`, HeaderValue: 's' })),
      ),
  },
};

const distributionsFit: AwsRule = {
  name: 'a distribution has at most 25 origins and behaviours, and a comment of 128 characters',
  source: QUOTAS,
  notProven: 'an account has 200 distributions; CloudFront takes minutes to bring a change to all its places',
  check: (stage) =>
    failing(stage, DISTRIBUTION, ({ Properties: { DistributionConfig: one } }) => {
      const patterns = one.CacheBehaviors.map(({ PathPattern }: { PathPattern: string }) => PathPattern);
      const origins = one.Origins.map(({ Id }: { Id: string }) => Id);
      const led = [one.DefaultCacheBehavior, ...one.CacheBehaviors];
      return (
        origins.length <= 25 &&
        patterns.length <= 25 &&
        one.Comment.length <= 128 &&
        new Set(patterns).size === patterns.length &&
        patterns.every((pattern: string) => /^[A-Za-z0-9_\-.*$/~"'@:+&?]{1,255}$/.test(pattern)) &&
        led.every(({ TargetOriginId }) => origins.includes(TargetOriginId))
      );
    }),
  counterexamples: {
    'a long comment': (stage) => {
      configOf(stage).Comment = 'x'.repeat(129);
    },
    'too many behaviours': (stage) => {
      const config = configOf(stage);
      config.CacheBehaviors = Array.from({ length: 26 }, (_, index) => ({
        ...config.CacheBehaviors[0],
        PathPattern: `/${index}`,
      }));
    },
    'a behaviour that leads nowhere': (stage) => {
      configOf(stage).DefaultCacheBehavior.TargetOriginId = 'gone';
    },
    'a pattern with a space': (stage) => {
      configOf(stage).CacheBehaviors[0].PathPattern = '/a b';
    },
  },
};

const METHODS = ['GET,HEAD', 'GET,HEAD,OPTIONS', 'DELETE,GET,HEAD,OPTIONS,PATCH,POST,PUT'];
const CODES = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504];

const behavioursAreTaken: AwsRule = {
  name: 'a behaviour has one of the three sets of methods, and errors are cached for codes that CloudFront knows',
  source:
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/HTTPStatusCodes.html#HTTPStatusCodes-cached-errors',
  check: (stage) =>
    failing(stage, DISTRIBUTION, ({ Properties: { DistributionConfig: one } }) => {
      const sets = [one.DefaultCacheBehavior, ...one.CacheBehaviors].map(
        ({ AllowedMethods = ['GET', 'HEAD'] }) => [...AllowedMethods].sort().join(),
      );
      const codes: number[] = (one.CustomErrorResponses ?? []).map(
        ({ ErrorCode }: { ErrorCode: number }) => ErrorCode,
      );
      return sets.every((set) => METHODS.includes(set)) && codes.every((code) => CODES.includes(code));
    }),
  counterexamples: {
    'GET and POST': (stage) => {
      configOf(stage).DefaultCacheBehavior.AllowedMethods = ['GET', 'POST'];
    },
    'a code that is never cached': (stage) => {
      configOf(stage).CustomErrorResponses.push({ ErrorCode: 429, ErrorCachingMinTTL: 0 });
    },
  },
};

const domainsHaveCertificates: AwsRule = {
  name: 'a distribution of a domain has a certificate and a web ACL of us-east-1, and one without has none',
  source:
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html',
  notProven:
    'that the certificate is issued and covers the domain, and that the domain leads to the distribution',
  check: (stage) =>
    failing(stage, DISTRIBUTION, ({ Properties: { DistributionConfig: one } }) => {
      const { AcmCertificateArn, SslSupportMethod, CloudFrontDefaultCertificate } =
        one.ViewerCertificate ?? {};
      const certificate = /^arn:aws:acm:us-east-1:\d{12}:certificate\/.+$/.test(AcmCertificateArn ?? '');
      const acl =
        one.WebACLId === undefined || /^arn:aws:wafv2:us-east-1:\d{12}:global\/webacl\//.test(one.WebACLId);
      const own = (one.Aliases ?? []).length > 0;
      const names = (one.Aliases ?? []).every((name: string) => /^(\*\.)?([a-z0-9-]+\.)+[a-z]+$/.test(name));
      return (
        acl &&
        names &&
        (own ? certificate && SslSupportMethod !== undefined : Boolean(CloudFrontDefaultCertificate))
      );
    }),
  counterexamples: {
    'a certificate of another region': (stage) => {
      configOf(stage).Aliases = ['api.example.com'];
      configOf(stage).ViewerCertificate = {
        AcmCertificateArn: 'arn:aws:acm:eu-central-1:123456789012:certificate/1',
        SslSupportMethod: 'sni-only',
      };
    },
    'a domain without a certificate': (stage) => {
      configOf(stage).Aliases = ['api.example.com'];
      configOf(stage).ViewerCertificate = { CloudFrontDefaultCertificate: true };
    },
    'a regional web ACL': (stage) => {
      configOf(stage).WebACLId = 'arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/a/1';
    },
  },
};

const logBucketsTakeAcls: AwsRule = {
  name: 'the bucket for standard logs takes ACLs, by which CloudFront writes them',
  source:
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging-legacy-s3.html',
  notProven:
    'CloudFront brings no standard logs to buckets of regions that an account opts into, such as ap-east-1: docs/deploying.md says what to do there',
  check: (stage) =>
    failing(stage, DISTRIBUTION, ({ stack, Properties: { DistributionConfig: one } }) => {
      if (!one.Logging) return true;
      const name = String(one.Logging.Bucket).split('.')[0];
      const buckets = Object.values(stage.stacks[stack]?.Resources ?? {}).filter(
        ({ Type }) => Type === 'AWS::S3::Bucket',
      );
      const bucket = buckets.find(({ Properties }) => Properties.BucketName === name)?.Properties;
      const ownership = bucket?.OwnershipControls?.Rules[0]?.ObjectOwnership;
      return ['BucketOwnerPreferred', 'ObjectWriter'].includes(ownership);
    }),
  counterexamples: {
    'a bucket without ACLs': (stage) => {
      const { Properties } = some(
        stage,
        'AWS::S3::Bucket',
        ({ stack, Properties: one }) => stack === 'edge' && one.OwnershipControls,
      );
      Properties.OwnershipControls.Rules[0].ObjectOwnership = 'BucketOwnerEnforced';
    },
  },
};

export const DISTRIBUTIONS = [
  originHeadersAreTaken,
  distributionsFit,
  behavioursAreTaken,
  domainsHaveCertificates,
  logBucketsTakeAcls,
];
