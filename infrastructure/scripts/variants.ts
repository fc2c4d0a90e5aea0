import { compile } from '@orderflow/stacks/compile';
import type { Deployment } from '@orderflow/stacks/deployment';
import { stacks } from '@orderflow/stacks/find';
import type { Template } from '@orderflow/stacks/template';
import { MAX_LENGTH } from '../stage.cjs';

/** A possible configuration of a stage. */
export interface Variant {
  name: string;
  stage: string;
  region: string;
  /** Has fewer alarms than our own rules require, and keeps no data, on purpose: only AWS's rules apply. */
  reduced?: boolean;
  params: Record<string, string>;
}

/** No region and no stage has a longer name. */
const LONGEST = {
  region: 'ap-southeast-1',
  stage: 'the-longest-of-names'.padEnd(MAX_LENGTH, 'x').slice(0, MAX_LENGTH),
};

/** The edge is closed: the APIs only answer requests that come through it. */
const CLOSED = {
  edgeSecret: '{{resolve:secretsmanager:orderflow-edge}}',
  edgeSecretSha256: 'ab'.repeat(32),
  // The URL of an edge without a domain.
  edgeUrl: 'https://d111111abcdef8.cloudfront.net',
};
const DOMAIN = {
  edgeDomain: 'api.example.com',
  edgeCertificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/1',
  edgeWebAclArn: 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/a/1',
};
const OWN_ISSUER = {
  identityProvider: 'own',
  jwtIssuer: 'https://login.example.com/',
  jwtAudience: 'orderflow',
  // A command line parameter cannot be empty, unlike in params.yml.
  scopePrefix: 'api/',
};

/** The base of the rules' counterexamples: it has a resource of every type. */
export const EVERYTHING: Variant = {
  name: 'everything a stage can have, under the longest names',
  ...LONGEST,
  params: {
    ...CLOSED,
    ...DOMAIN,
    httpDeployment: 'Canary10Percent5Minutes',
    httpProvisionedConcurrency: '2',
    httpReservedConcurrency: '5',
    alarmEmail: 'oncall@example.com',
    alarmWebhook: 'https://alarms.example.com/orderflow',
    permissionsBoundary: 'arn:aws:iam::123456789012:policy/orderflow-boundary',
  },
};

/**
 * Covers each choice of params.yml, and most pairs of choices in the same template: the edge open and closed, with a
 * domain and without, a user pool and an own issuer, deployments all at once and gradual, with reserved concurrency
 * and without, and the profiles.
 */
export const VARIANTS: Variant[] = [
  { name: 'as it comes', stage: 'ci', region: 'us-east-1', params: {} },
  EVERYTHING,
  {
    name: 'production with an issuer of its own',
    stage: 'prod',
    region: 'eu-central-1',
    params: {
      ...OWN_ISSUER,
      ...DOMAIN,
      httpDeployment: 'Linear10PercentEvery1Minute',
      httpReservedConcurrency: '20',
    },
  },
  {
    name: 'a closed edge without a domain, warm functions, one shard',
    stage: 'staging',
    region: 'us-east-1',
    params: { ...CLOSED, httpProvisionedConcurrency: '1', clicks: 'shard' },
  },
  {
    name: 'a small stage',
    stage: 'small',
    region: 'us-west-2',
    reduced: true,
    params: { profile: 'small', alarmEmail: 'oncall@example.com' },
  },
  { name: 'a preview', stage: 'pr-12345', region: 'us-east-1', reduced: true, params: {} },
  {
    name: 'a preview of clicks and the edge, with an issuer of its own',
    stage: 'pr-1',
    region: 'us-east-1',
    reduced: true,
    params: { ...OWN_ISSUER, ...CLOSED, clicks: 'shard', alarms: 'all', edge: 'true' },
  },
];

/** Compiles all stacks of a variant. */
export async function compileVariant({ stage, region, params }: Variant): Promise<Deployment> {
  const options = Object.entries(params).flatMap(([name, value]) => ['--param', `${name}=${value}`]);
  const compiled = await Promise.all(
    stacks.map(async (stack): Promise<[string, Template]> => {
      return [stack.name, (await compile(stack, stage, ['--region', region, ...options])).template];
    }),
  );
  return { stage, region, account: '123456789012', stacks: Object.fromEntries(compiled) };
}
