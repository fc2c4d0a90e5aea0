import type { Socket } from 'node:net';
import { refusalOf } from './guard.cjs';

/** The same as Node's own limit on the request line and headers. */
const MAXIMUM_HEAD = 16_384;
const HEAD_WITHIN_MS = 10_000;
const REFUSED = 'HTTP/1.1 403 Forbidden\r\nconnection: close\r\ncontent-length: 0\r\n\r\n';

/**
 * Admits a connection if its first request is signed for AWS and does not come from a web page; answers and closes
 * other connections. It is for engines whose single requests cannot be inspected. The first request is enough: a
 * browser starts a connection with a signed request only after its server has allowed that (a CORS preflight), and
 * the preflight is not admitted.
 *
 * @returns true if the connection is admitted; the data that was read is put back into the socket
 */
export async function admits(socket: Socket): Promise<boolean> {
  const head = await readHead(socket);
  if (head && isSigned(head)) {
    socket.unshift(head);
    return true;
  }
  socket.on('error', () => {});
  socket.end(REFUSED, () => socket.destroy());
  return false;
}

function isSigned(head: Buffer): boolean {
  const [requestLine = '', ...lines] = head.toString('latin1').split('\r\n\r\n', 1).join('').split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => {
      const [name = '', ...value] = line.split(':');
      return [name.toLowerCase(), value.join(':').trim()];
    }),
  );
  const { authorization = '', origin, 'sec-fetch-site': site } = headers;
  if (origin !== undefined || site !== undefined) return false;
  const [method] = requestLine.split(' ');
  return authorization.startsWith('AWS4-HMAC-SHA256 ') && !refusalOf({ method, headers });
}

/** The data up to at least the end of the first head; undefined if it does not arrive, or is too long. */
function readHead(socket: Socket): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    let read = Buffer.alloc(0);
    const finish = (head?: Buffer) => {
      clearTimeout(timer);
      for (const event of ['end', 'error', 'close']) socket.off(event, giveUp);
      socket.off('readable', look);
      resolve(head);
    };
    const giveUp = () => finish();
    const look = () => {
      for (let chunk = socket.read(); chunk !== null; chunk = socket.read())
        read = Buffer.concat([read, chunk]);
      if (read.includes('\r\n\r\n')) finish(read);
      else if (read.length > MAXIMUM_HEAD) finish();
    };
    const timer = setTimeout(giveUp, HEAD_WITHIN_MS);
    for (const event of ['end', 'error', 'close']) socket.on(event, giveUp);
    socket.on('readable', look);
    look();
  });
}
