import type { OutgoingHttpHeaders } from 'node:http';

/** A header that a response headers policy adds to answers. */
export interface PolicyHeader {
  /** In lower case. */
  name: string;
  value: string;
  /** True if it replaces the origin's header; else the origin's stays. */
  override: boolean;
}

interface Override {
  Override: boolean;
}

/** As CloudFormation and CloudFront's API write it. */
interface PolicyConfig {
  SecurityHeadersConfig?: {
    StrictTransportSecurity?: Override & { AccessControlMaxAgeSec: number; IncludeSubdomains?: boolean };
    ContentTypeOptions?: Override;
    FrameOptions?: Override & { FrameOption: string };
    ReferrerPolicy?: Override & { ReferrerPolicy: string };
    ContentSecurityPolicy?: Override & { ContentSecurityPolicy: string };
  };
}

/**
 * The headers of a response headers policy of CloudFront.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html
 */
export function policyHeaders({ SecurityHeadersConfig }: PolicyConfig): PolicyHeader[] {
  const { StrictTransportSecurity, ContentTypeOptions, FrameOptions, ReferrerPolicy, ContentSecurityPolicy } =
    SecurityHeadersConfig ?? {};
  const header = (name: string, of: Override | undefined, value: string | undefined): PolicyHeader[] =>
    of && value !== undefined ? [{ name, value, override: of.Override }] : [];
  const { AccessControlMaxAgeSec, IncludeSubdomains } = StrictTransportSecurity ?? {};
  const transport = `max-age=${AccessControlMaxAgeSec}${IncludeSubdomains ? '; includeSubDomains' : ''}`;
  return [
    ...header('strict-transport-security', StrictTransportSecurity, transport),
    ...header('x-content-type-options', ContentTypeOptions, 'nosniff'),
    ...header('x-frame-options', FrameOptions, FrameOptions?.FrameOption),
    ...header('referrer-policy', ReferrerPolicy, ReferrerPolicy?.ReferrerPolicy),
    ...header('content-security-policy', ContentSecurityPolicy, ContentSecurityPolicy?.ContentSecurityPolicy),
  ];
}

/** Adds the policy's headers to the origin's. */
export function withPolicy(
  origin: OutgoingHttpHeaders,
  policy: readonly PolicyHeader[],
): OutgoingHttpHeaders {
  const added = policy.filter(({ name, override }) => override || origin[name] === undefined);
  return { ...origin, ...Object.fromEntries(added.map(({ name, value }) => [name, value])) };
}
