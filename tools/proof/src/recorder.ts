import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request,
  type Server,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { answerFunctionTest, isFunctionTest } from './functionTest.ts';
import { sendRange, versionRange } from './versionRange.ts';

/** A signed request to an AWS API. */
export interface SignedRequest {
  accessKeyId: string;
  /** The service's signing name: `dynamodb`, `sqs`, … */
  service: string;
  method: string;
  url: URL;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Recorder {
  url: string;
  stop(): Promise<void>;
}

/** The credential scope of SigV4, in the header or in a presigned URL. */
const SCOPE = /Credential=([^/]+)\/\d{8}\/[^/]+\/([^/]+)\/aws4_request/;

/**
 * A reverse proxy in front of an AWS engine. It passes every signed request to `record`. Clients use plain HTTP on
 * loopback, so the proxy tells the engine that the connection was TLS, which some policies require.
 */
export async function startRecorder(
  engine: string,
  port: number,
  record: (call: SignedRequest) => void,
): Promise<Recorder> {
  const server: Server = createServer(async (incoming, outgoing) => {
    try {
      const body = await buffer(incoming);
      const call = signed(incoming, body);
      if (call) record(call);
      if (isFunctionTest(incoming)) return await answerFunctionTest(body, outgoing);
      const answer = await forward(engine, incoming, body);
      const range = versionRange(incoming);
      if (range && answer.statusCode === 200) return await sendRange(range, answer, outgoing);
      outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(outgoing);
    } catch {
      outgoing.destroy();
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const { port: bound } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${bound}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function signed(
  { method = '', url = '', headers }: IncomingMessage,
  body: Buffer,
): SignedRequest | undefined {
  const parsed = new URL(url, 'http://engine');
  const presigned = `Credential=${parsed.searchParams.get('X-Amz-Credential')}`;
  const [, accessKeyId, service] = SCOPE.exec(headers.authorization ?? presigned) ?? [];
  if (!accessKeyId || !service) return undefined;
  return { accessKeyId, service, method, url: parsed, headers, body: body.toString('utf8') };
}

function forward(engine: string, incoming: IncomingMessage, body: Buffer): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      new URL(incoming.url ?? '/', engine),
      { method: incoming.method, headers: { ...incoming.headers, 'x-forwarded-proto': 'https' } },
      resolve,
    );
    outgoing.once('error', reject);
    outgoing.end(body);
  });
}
