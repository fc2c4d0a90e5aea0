import { join } from 'node:path';
import { secretOf } from './secret.ts';
import { credentials, region, type Settings } from './settings.ts';

/**
 * The variables that any AWS SDK or CLI needs to talk to this copy. Written to `.local/env`, given to every child process.
 */
export function clientEnvironment(settings: Settings): Record<string, string> {
  const { dynamodb, sqs, sns, s3, sfn, kinesis, sesv2, provider } = settings.endpoints;
  return {
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretOf(settings),
    // For every other service, so that no request with these keys leaves the machine for AWS itself.
    AWS_ENDPOINT_URL: `http://127.0.0.1:${settings.ports.gateway}`,
    AWS_ENDPOINT_URL_DYNAMODB: dynamodb,
    AWS_ENDPOINT_URL_DYNAMODB_STREAMS: dynamodb,
    AWS_ENDPOINT_URL_SQS: sqs,
    AWS_ENDPOINT_URL_SNS: sns,
    AWS_ENDPOINT_URL_S3: s3,
    AWS_ENDPOINT_URL_SFN: sfn,
    AWS_ENDPOINT_URL_KINESIS: kinesis,
    AWS_ENDPOINT_URL_SESV2: sesv2,
    ORDERFLOW_URL: `http://127.0.0.1:${settings.ports.gateway}`,
    ORDERFLOW_SQS_URL: sqs,
    ORDERFLOW_PROVIDER_URL: provider,
    ORDERFLOW_STATE_DIR: settings.stateDir,
  };
}

/** Node's compile cache holds compiled code without types. It saves the next start of a process half of its time. */
const codeCache = ({ root }: Settings): string => join(root, '.local', 'compile-cache');

/**
 * The environment of a child process: this process's own without any `AWS_*`, then {@link clientEnvironment}.
 * A developer's AWS_PROFILE would otherwise win over the dummy credentials and could reach a real account.
 */
export function childEnvironment(
  settings: Settings,
  extra: Record<string, string> = {},
  env: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv {
  const inherited = Object.entries(env).filter(([name]) => !name.startsWith('AWS_'));
  return {
    ...Object.fromEntries(inherited),
    ...clientEnvironment(settings),
    ORDERFLOW_PORT: String(settings.port),
    NODE_COMPILE_CACHE: codeCache(settings),
    ...extra,
  };
}
