import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { viewerFunction } from '@orderflow/local/edge/viewerFunction';
import { edgeStack } from '@orderflow/stacks/find';

/** True for a request to CloudFront's TestFunction, which the engine does not have. */
export const isFunctionTest = ({ method, url = '' }: IncomingMessage): boolean =>
  method === 'POST' && /^\/2020-05-31\/function\/[^/]+\/test$/.test(url);

/** Answers TestFunction as CloudFront does, by running the edge's function as the local gateway does. */
export async function answerFunctionTest(body: Buffer, outgoing: ServerResponse): Promise<void> {
  const [, event = ''] = /<EventObject>(.*?)<\/EventObject>/s.exec(body.toString()) ?? [];
  const said = await play(JSON.parse(Buffer.from(event, 'base64').toString())).then(
    (output) => `<FunctionOutput>${asText(JSON.stringify(output))}</FunctionOutput>`,
    (error) => `<FunctionErrorMessage>${asText(String(error))}</FunctionErrorMessage>`,
  );
  outgoing.writeHead(200, { 'content-type': 'text/xml' });
  outgoing.end(`<?xml version="1.0"?><TestResult>${said}</TestResult>`);
}

async function play(event: Parameters<Awaited<ReturnType<typeof viewerFunction>>>[0]) {
  const run = await viewerFunction(join(edgeStack.dir, 'function.js'), async () => {
    throw new Error('KeyNotFound');
  });
  return run(event);
}

const asText = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
