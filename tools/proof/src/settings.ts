import { join } from 'node:path';
import { root } from '@orderflow/stacks/find';
import { ACCOUNT } from './calls/call.ts';
import type { Outside } from './outside.ts';

const first = Number(process.env['ORDERFLOW_PROOF_PORT'] ?? 6300);
const at = (offset: number) => `http://127.0.0.1:${first + offset}`;

/** The stage in params.yml that the proof deploys. */
export const stage = 'proof';
export const enginePort = first;
export const engineUrl = at(0);
export const recorderPort = first + 1;
/** The URL that all processes use as AWS. */
export const awsUrl = at(1);
export const outsideUrl = at(2);
export const consolePort = first + 3;
/** The URL that callers use as the distribution. */
export const edgeUrl = at(4);
/** The URL that functions use as Stripe. */
export const providerUrl = at(5);
/** The reports of a run. */
export const reports = join(root, 'reports/proof');
export const endpointsFile = join(reports, 'endpoints.json');

/** The account's owner: the engine allows it everything. */
const accessKeyId = 'test';

/** The environment of every process: the engine, and none of the developer's own AWS settings. */
export function environment({ tokenUrl, mailboxUrl }: Outside): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(AWS|ORDERFLOW)_/.test(name));
  return {
    ...Object.fromEntries(inherited),
    AWS_ENDPOINT_URL: awsUrl,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: accessKeyId,
    AWS_REGION: 'us-east-1',
    // The AWS CLI's name for the region.
    AWS_DEFAULT_REGION: 'us-east-1',
    // The framework's polling interval for a stack's progress. The engine is done before the first poll.
    SLS_AWS_MONITORING_FREQUENCY: '500',
    // One checkout is packaged nine times, so its bundles are kept. "an update of one service alone" bundles its own.
    ORDERFLOW_BUNDLES: join(root, '.local/bundles'),
    ORDERFLOW_STAGE: stage,
    ORDERFLOW_ACCOUNT: ACCOUNT,
    ORDERFLOW_ENDPOINTS: endpointsFile,
    ORDERFLOW_TOKEN_URL: tokenUrl,
    ORDERFLOW_MAILBOX_URL: mailboxUrl,
    ORDERFLOW_PROVIDER: providerUrl,
  };
}

/** The address here of an HTTP API whose URL on AWS would be `url`. */
export const apiUrl = (url: string) =>
  `${awsUrl}/_aws/execute-api/${new URL(url).hostname.split('.')[0]}/$default`;
