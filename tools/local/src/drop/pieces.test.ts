import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Pieces } from './pieces.ts';

let server: Server;
let url: string;
let received: { length: string | undefined; body: string }[];
let answer: RequestListener;
let pieces: Pieces;

beforeEach(async () => {
  received = [];
  answer = async (request, response) => {
    const { 'content-length': length } = request.headers;
    const body = await text(request).catch(() => undefined);
    if (body !== undefined) received.push({ length, body });
    response.end();
  };
  server = createServer((request, response) => answer(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  pieces = new Pieces();
});
afterEach(() => {
  pieces.close();
  server.closeAllConnections();
  server.close();
});

const expectUpload = (importId = 'i') => pieces.expect({ importId, uploadUrl: url, uploadHeaders: {} });
const add = (offset: number, content: string, size = 6, importId = 'i') =>
  pieces.add(importId, offset, size, Buffer.from(content));

test('a file in pieces is one upload of known length', async () => {
  expectUpload();
  await add(0, 'abc');
  expect(received).toEqual([]);
  await add(3, 'def');
  expect(received).toEqual([{ length: '6', body: 'abcdef' }]);
});

test('an empty file is uploaded, too', async () => {
  expectUpload();
  await add(0, '', 0);
  expect(received).toEqual([{ length: '0', body: '' }]);
});

test('a file may begin anew; a piece that is missing, comes twice or is too long ends nothing else', async () => {
  expectUpload();
  await add(0, 'abc');
  await expect(add(4, 'ef')).rejects.toThrow('is missing');
  await expect(add(3, 'defg')).rejects.toThrow('is missing');
  await add(0, 'ABC');
  await add(3, 'D');
  await expect(add(3, 'D')).rejects.toThrow('is missing');
  await add(4, 'EF');
  expect(received).toEqual([{ length: '6', body: 'ABCDEF' }]);
  await expect(add(0, 'abc')).rejects.toThrow('Choose the file again');
});

test('what S3 says against it is told, also between two pieces', async () => {
  answer = (_, response) => response.writeHead(403, { connection: 'close' }).end('<Code>Expired</Code>');
  expectUpload();
  const size = 20_000_000;
  const piece = 'x'.repeat(4_000_000);
  const sending = (async () => {
    for (let offset = 0; offset < size; offset += piece.length) await add(offset, piece, size);
  })();
  await expect(sending).rejects.toThrow('refused with 403: <Code>Expired</Code>');
});

test('nine uploads are one too many: the oldest is given up', async () => {
  for (let n = 0; n < 9; n++) expectUpload(`i${n}`);
  await expect(add(0, 'a', 1, 'i0')).rejects.toThrow('not known any more');
  await add(0, 'a', 1, 'i1');
  expect(received).toHaveLength(1);
});
