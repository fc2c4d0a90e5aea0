import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createContext, Script } from 'node:vm';

type Values = Record<string, { value: string; attributes?: string }>;

/** The event that CloudFront passes to a function. Names of headers are in lower case. */
export interface ViewerEvent {
  version: '1.0';
  context: { eventType: 'viewer-request' | 'viewer-response'; requestId: string };
  request: { method: string; uri: string; headers: Values; cookies: Values };
  response?: { statusCode: number; headers: Values; cookies: Values };
}

/** The result of a function: the event's request, or its response. */
export interface ViewerResult {
  headers: Values;
  cookies: Values;
}

/** Reads a value as `cf.kvs().get` does; rejects when there is none. */
export type ReadKey = (key: string) => Promise<string>;

/**
 * Runs a CloudFront Function of the JavaScript runtime 2.0 in a context with what that runtime has: the language, the
 * modules `cloudfront` and `crypto`, and nothing of Node.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-javascript-runtime-20.html
 */
export async function viewerFunction(
  path: string,
  readKey: ReadKey,
): Promise<(event: ViewerEvent) => Promise<ViewerResult>> {
  const source = await readFile(path, 'utf8');
  // A script cannot import. This one imports only the runtime's own module, which the context provides.
  const script = source.replace(/^import cf from 'cloudfront';$/m, '');
  const kvs = {
    get: async (key: string, { format = 'string' } = {}) => {
      const value = await readKey(key);
      return format === 'json' ? JSON.parse(value) : value;
    },
  };
  const context = createContext({
    cf: { kvs: () => kvs },
    require: (name: string) => {
      if (name !== 'crypto') throw new Error(`CloudFront Functions have no module ${name}`);
      return { createHash };
    },
  });
  new Script(script, { filename: path }).runInContext(context);
  return (event) => context['handler'](event);
}
