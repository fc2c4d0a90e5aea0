import { KinesisClient } from '@aws-sdk/client-kinesis';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { credentials, region } from '../settings.ts';

/** A client of the Kinesis engine, which does not speak the HTTP/2 that the SDK would choose. */
export const kinesisClient = (endpoint: string): KinesisClient =>
  new KinesisClient({ region, credentials, endpoint, requestHandler: new NodeHttpHandler() });
