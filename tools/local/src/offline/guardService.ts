import type { IncomingMessage } from 'node:http';
import { guardServers } from '@orderflow/guard';
import { secretHeader } from '../secret.ts';

/**
 * Closes a service's ports, which accept any token, to pages of other origins. The gateway may pass requests of such pages
 * on, because an API may allow them. It sends the copy's secret, which no function gets to see.
 */
export function guardService(secret = process.env['AWS_SECRET_ACCESS_KEY']): void {
  guardServers(
    (request) => secret !== undefined && request.headers[secretHeader] === secret && forget(request),
  );
}

function forget(request: IncomingMessage): true {
  delete request.headers[secretHeader];
  const at = request.rawHeaders.findIndex(
    (text, index) => index % 2 === 0 && text.toLowerCase() === secretHeader,
  );
  request.rawHeaders.splice(at, 2);
  return true;
}
