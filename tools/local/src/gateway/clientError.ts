import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { correlationHeader, correlationId } from './correlation.ts';
import { problemBody, problemType } from './problem.ts';

const byCode: Record<string, [status: number, detail: string]> = {
  HPE_HEADER_OVERFLOW: [431, 'The request line and headers are over 16 KiB'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request took too long to arrive'],
};

/** Answers a request that Node's HTTP parser could not read: it has no response object. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, detail] = byCode[error.code ?? ''] ?? [400, 'The request is not valid HTTP'];
  const body = problemBody(status, detail);
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    `content-type: ${problemType}`,
    `content-length: ${Buffer.byteLength(body)}`,
    `${correlationHeader}: ${correlationId(undefined)}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
