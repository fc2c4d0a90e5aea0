import { Readable } from 'node:stream';
import { CloudFrontKeyValueStoreClient } from '@aws-sdk/client-cloudfront-keyvaluestore';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { deployedWeights, storeOf } from '../src/experiment/deployedWeights.ts';
import { localWeights } from '../src/experiment/localWeights.ts';
import { change, EVEN } from '../src/experiment/weights.ts';

describe('what is said', () => {
  test('changes the variants that it names', () => {
    expect(change(EVEN, 'A=90 B=10')).toEqual({ A: 90, B: 10 });
    expect(change({ A: 90, B: 10 }, 'B=2.5')).toEqual({ A: 90, B: 2.5 });
    expect(change(EVEN, 'A=0')).toEqual({ A: 0, B: 50 });
  });

  test.each(['', 'A', 'A=', 'A=-1', 'A=ten', 'C=1', 'toString=1', 'A=1,B=2'])('is refused: "%s"', (text) => {
    expect(() => change(EVEN, text)).toThrow('is no weight: say A=90 B=10');
  });

  test('gives somebody a variant', () => {
    expect(() => change(EVEN, 'A=0 B=0')).toThrow('has to be more than 0');
  });
});

describe('the store of a stage', () => {
  const arn = 'arn:aws:cloudfront::123456789012:key-value-store/5ec07e3c-4f0e-4f1a-9c7a-000000000000';

  interface Sent {
    method: string;
    hostname: string;
    path: string;
    headers: Record<string, string>;
    body?: Uint8Array;
  }

  /** The real client. Its requests are recorded and answered, not sent. */
  function answering(...answers: { status?: number; headers?: Record<string, string>; body: object }[]) {
    const sent: Sent[] = [];
    const handle = async (request: Sent) => {
      sent.push(request);
      const { status = 200, headers = {}, body } = answers[sent.length - 1] ?? { body: {} };
      return { response: { statusCode: status, headers, body: Readable.from([JSON.stringify(body)]) } };
    };
    const client = new CloudFrontKeyValueStoreClient({
      region: 'us-east-1',
      credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' },
      requestHandler: { handle } as never,
      maxAttempts: 1,
    });
    return { sent, store: deployedWeights(arn, client) };
  }

  const weights = { Key: 'weights', Value: '{"A":90,"B":10}', ItemCount: 1, TotalSizeInBytes: 1 };
  const described = { headers: { etag: 'E1' }, body: { KvsARN: arn, ItemCount: 1, TotalSizeInBytes: 1 } };

  test('is read at the address of its account, with a signature for all regions', async () => {
    const { sent, store } = answering({ body: weights });
    expect(await store.read()).toEqual({ A: 90, B: 10 });
    expect(sent).toMatchObject([
      {
        method: 'GET',
        hostname: '123456789012.cloudfront-kvs.global.api.aws',
        path: `/key-value-stores/${encodeURIComponent(arn)}/keys/weights`,
        headers: {
          authorization: expect.stringMatching(
            /^AWS4-ECDSA-P256-SHA256 .*\/cloudfront-keyvaluestore\/aws4_request/,
          ),
          'x-amz-region-set': expect.stringMatching(/^(\*|us-east-1)$/),
        },
      },
    ]);
  });

  test('divides evenly where nothing was set', async () => {
    const error = { status: 404, headers: { 'x-amzn-errortype': 'ResourceNotFoundException' }, body: {} };
    expect(await answering(error).store.read()).toEqual(EVEN);
  });

  test('is changed as it was seen', async () => {
    const { sent, store } = answering(described, { body: {} });
    await store.write({ A: 80, B: 20 });
    expect(sent[1]).toMatchObject({ method: 'PUT', headers: { 'if-match': 'E1' } });
    expect(JSON.parse(new TextDecoder().decode(sent[1]?.body))).toEqual({ Value: '{"A":80,"B":20}' });
  });

  test('is not changed over what somebody else set', async () => {
    const conflict = { status: 409, headers: { 'x-amzn-errortype': 'ConflictException' }, body: {} };
    const { store } = answering(described, conflict);
    await expect(store.write(EVEN)).rejects.toThrow('Somebody else changed the weights');
  });

  test('is named by the stack of the edge', async () => {
    const stack = (Outputs: object[]) => ({ send: async () => ({ Stacks: [{ Outputs }] }) }) as never;
    expect(await storeOf('prod', stack([{ OutputKey: 'ExperimentArn', OutputValue: arn }]))).toBe(arn);
    await expect(storeOf('prod', stack([]))).rejects.toThrow('orderflow-edge-prod has no output');
  });
});

describe('the copy on this machine', () => {
  const { fetch } = globalThis;
  let answer: () => Promise<Response>;
  beforeEach(() => {
    globalThis.fetch = () => answer();
  });
  afterEach(() => {
    globalThis.fetch = fetch;
  });

  test('divides evenly where nothing was set', async () => {
    answer = async () => Response.json({});
    expect(await localWeights('http://gateway').read()).toEqual(EVEN);
  });

  test('says why it did not take weights, or that it does not run', async () => {
    answer = async () => new Response('no', { status: 422 });
    await expect(localWeights('http://gateway').write(EVEN)).rejects.toThrow('refuses these weights: no');
    answer = async () => Promise.reject(new TypeError('fetch failed'));
    await expect(localWeights('http://gateway').read()).rejects.toThrow('start it with "pnpm dev"');
  });
});
