import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Resource, Stack } from '@orderflow/stacks/template';
import { type Poller, startPoller } from '../src/poller/poller.ts';
import { accountId, region, type Settings } from '../src/settings.ts';
import { startLambdaEndpoint } from './lambdaEndpoint.ts';

/** The Lambda port of the first service is the gateway's port plus this. */
const LAMBDA_OFFSET = 11;

type Handler = Parameters<typeof startLambdaEndpoint>[0];

/** A service `sample` with one function, whose event source mappings are played against the engines under test. */
export async function createFixture(handler: Handler) {
  const stateDir = await mkdtemp(join(tmpdir(), 'poller-'));
  let endpoint = await startLambdaEndpoint(handler);
  const settings = {
    port: endpoint.port - LAMBDA_OFFSET,
    stateDir,
    endpoints: {
      dynamodb: process.env['AWS_ENDPOINT_URL_DYNAMODB'],
      sqs: process.env['AWS_ENDPOINT_URL_SQS'],
      kinesis: process.env['AWS_ENDPOINT_URL_KINESIS'],
    },
  } as Settings;
  const log: string[] = [];
  let poller: Poller | undefined;
  return {
    settings,
    log,
    checkpointFile: join(stateDir, 'checkpoints.json'),
    /** Starts a poller for one mapping; `properties` complete FunctionName. */
    async poll(properties: Record<string, unknown>) {
      poller = await startPoller(settings, [sampleStack(properties)], (line) => log.push(line));
      return poller;
    },
    async stopService() {
      await endpoint.close();
    },
    async startService() {
      endpoint = await startLambdaEndpoint(handler, endpoint.port);
    },
    async close() {
      await poller?.stop();
      await endpoint.close();
      await rm(stateDir, { recursive: true });
    },
  };
}

export function queueArn(name: string): string {
  return `arn:aws:sqs:${region}:${accountId}:${name}`;
}

export function localStreamArn(table: string): string {
  return `arn:aws:dynamodb:${region}:${accountId}:table/${table}/stream/local`;
}

function sampleStack(properties: Record<string, unknown>): Stack {
  const consumer: Resource = {
    logicalId: 'Consumer',
    type: 'AWS::Lambda::Function',
    properties: { FunctionName: 'sample-consumer', Timeout: 2 },
  };
  const mapping: Resource = {
    logicalId: 'Mapping',
    type: 'AWS::Lambda::EventSourceMapping',
    properties: { FunctionName: 'sample-consumer', ...properties },
  };
  return { name: 'sample', resources: [consumer, mapping] };
}
