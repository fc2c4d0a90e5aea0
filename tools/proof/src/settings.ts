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
/** What everybody takes for AWS. */
export const awsUrl = at(1);
export const outsideUrl = at(2);
export const consolePort = first + 3;
/** What callers take for the distribution. */
export const edgeUrl = at(4);
/** What functions take for Stripe. */
export const providerUrl = at(5);
/** What a run leaves behind to be looked at. */
export const reports = join(root, 'reports/proof');
export const endpointsFile = join(reports, 'endpoints.json');

/** The account's owner, whom the engine lets do everything. */
const accessKeyId = 'test';

/** For every process: the engine, and nothing of a developer's own AWS settings. */
export function environment({ tokenUrl, mailboxUrl }: Outside): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(AWS|ORDERFLOW)_/.test(name));
  return {
    ...Object.fromEntries(inherited),
    AWS_ENDPOINT_URL: awsUrl,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: accessKeyId,
    AWS_REGION: 'us-east-1',
    // The AWS CLI's own name for it.
    AWS_DEFAULT_REGION: 'us-east-1',
    // The framework's own: how often it asks how far a stack is. The engine is done before it asks first.
    SLS_AWS_MONITORING_FREQUENCY: '500',
    // One checkout is packaged nine times; "an update of one service alone" bundles what it deploys.
    ORDERFLOW_BUNDLES: join(root, '.local/bundles'),
    ORDERFLOW_STAGE: stage,
    ORDERFLOW_ACCOUNT: ACCOUNT,
    ORDERFLOW_ENDPOINTS: endpointsFile,
    ORDERFLOW_TOKEN_URL: tokenUrl,
    ORDERFLOW_MAILBOX_URL: mailboxUrl,
    ORDERFLOW_PROVIDER: providerUrl,
  };
}

/** Where the engine serves an HTTP API whose URL on AWS would be `url`. */
export const apiUrl = (url: string) =>
  `${awsUrl}/_aws/execute-api/${new URL(url).hostname.split('.')[0]}/$default`;
