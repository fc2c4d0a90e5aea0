import type { IncomingMessage, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import type { Stage } from '../stage/types.ts';
import { reads, takePiece, writes } from './api.ts';
import { bundleAssets } from './assets.ts';
import type { Extras } from './extras.ts';

/** Answers a request below `/console`. */
export type ConsoleHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const headers = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/**
 * The console of a stage: its page, and the JSON that the page reads. It acts with the credentials of the user who
 * started it. So its server must listen on this machine only and refuse what `@orderflow/guard` refuses.
 *
 * @param extras features that only a copy on this machine has
 */
export function createConsole(stage: Stage, extras: Extras = {}): ConsoleHandler {
  let assets: ReturnType<typeof bundleAssets> | undefined;
  return async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://console');
    const path = pathname.replace(/^\/console\/?/, '');
    try {
      if (!path.startsWith('api/')) {
        assets ??= bundleAssets();
        const asset = (await assets).get(path);
        if (!asset) return send(response, 404, { detail: 'The console has no such page' });
        response.writeHead(200, { ...headers, 'content-type': asset.type }).end(asset.body);
        return;
      }
      const name = path.slice('api/'.length);
      const read = request.method === 'GET' && Object.hasOwn(reads, name) ? reads[name] : undefined;
      if (read) return send(response, 200, await read(stage, searchParams, extras));
      if (request.method === 'POST' && name === 'upload') {
        if (!isFromPage(request, BYTES)) return send(response, 403, ONLY_PAGE);
        return send(response, 200, await takePiece(searchParams, request, extras));
      }
      const write = request.method === 'POST' && Object.hasOwn(writes, name) ? writes[name] : undefined;
      if (!write) return send(response, 404, { detail: `The console has no ${request.method} ${name}` });
      if (!isFromPage(request, JSON_TYPE)) return send(response, 403, ONLY_PAGE);
      send(response, 200, await write(stage, (await json(request)) as Parameters<typeof write>[1], extras));
    } catch (error) {
      send(response, 500, { detail: error instanceof Error ? error.message : String(error) });
    }
  };
}

const JSON_TYPE = 'application/json';
const BYTES = 'application/octet-stream';
const ONLY_PAGE = { detail: 'Only the console itself may do that' };

/**
 * A foreign page can send a POST here, but not with this origin, and not with either content type without a CORS
 * preflight.
 */
function isFromPage(
  { headers: { origin, host, 'content-type': sent } }: IncomingMessage,
  type: typeof JSON_TYPE | typeof BYTES,
): boolean {
  return origin === `http://${host}` && sent === type;
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { ...headers, 'content-type': 'application/json' }).end(JSON.stringify(body));
}
