import { resolve } from 'node:path';

/** Where one local copy listens and keeps its files. All ports have fixed offsets from the gateway's. */
export interface Settings {
  /** Absolute path of the repository. */
  root: string;
  /** Gateway port; `ORDERFLOW_PORT`, default 4000. */
  port: number;
  /** Absolute path for everything this copy writes: data, logs, compiled templates. */
  stateDir: string;
  ports: {
    gateway: number;
    dynamodb: number;
    messaging: number;
    storage: number;
    workflows: number;
    streams: number;
    provider: number;
  };
  /** Base URLs of the engines, without a trailing slash. */
  endpoints: {
    dynamodb: string;
    sqs: string;
    sns: string;
    s3: string;
    sfn: string;
    kinesis: string;
    sesv2: string;
    /** The payment provider's. */
    provider: string;
  };
}

export const region = 'us-east-1';
export const accountId = '000000000000';
export const stage = 'local';
/**
 * Credentials of the copy's own clients. The engines check the secret in presigned URLs only, and require the copy's own
 * there (secret.ts). Code that signs URLs therefore uses the credentials of the environment.
 */
export const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };

const DEFAULT_PORT = 4000;

/** Folder of a service's bundles. Each copy has its own: a bundle put into one (moduleBundle.ts) changes no other copy. */
export const bundleDir = (serviceDir: string, { port }: Pick<Settings, 'port'>): string =>
  resolve(serviceDir, '.esbuild-local', port === DEFAULT_PORT ? 'functions' : `functions-${port}`);

/**
 * Reads the settings of this copy from the environment.
 * A copy on another port keeps its state apart, so that two can run side by side in one checkout.
 *
 * @throws RangeError when `ORDERFLOW_PORT` is not a usable port number.
 */
export function readSettings(env: NodeJS.ProcessEnv = process.env): Settings {
  const port = env.ORDERFLOW_PORT ? Number(env.ORDERFLOW_PORT) : DEFAULT_PORT;
  if (!Number.isInteger(port) || port < 1024 || port > 65_000) {
    throw new RangeError(
      `ORDERFLOW_PORT must be a port number from 1024 to 65000, not "${env.ORDERFLOW_PORT}"`,
    );
  }
  const root = resolve(import.meta.dirname, '../../..');
  const at = (offset: number) => `http://127.0.0.1:${port + offset}`;
  return {
    root,
    port,
    stateDir: resolve(root, '.local', port === DEFAULT_PORT ? '.' : String(port)),
    ports: {
      gateway: port,
      dynamodb: port + 1,
      messaging: port + 2,
      storage: port + 3,
      workflows: port + 4,
      streams: port + 5,
      provider: port + 6,
    },
    endpoints: {
      dynamodb: at(1),
      sqs: at(2),
      sns: at(2),
      s3: at(3),
      sfn: at(4),
      kinesis: at(5),
      sesv2: at(0),
      provider: at(6),
    },
  };
}

/** Ports of the `index`-th service (by folder name): its HTTP API and its Lambda Invoke endpoint. */
export function servicePorts(settings: Settings, index: number): { http: number; lambda: number } {
  return { http: settings.port + 10 + index * 2, lambda: settings.port + 11 + index * 2 };
}
