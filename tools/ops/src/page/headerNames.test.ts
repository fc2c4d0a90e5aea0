import { gzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import { headerNames, namesOf } from './headerNames.ts';

test.each([
  ['commas', Buffer.from('orderId,userId, sku \n1,2,3\n'), ['orderId', 'userId', 'sku']],
  ['semicolons behind a line that says so', Buffer.from('sep=;\r\na,b;c\r\n'), ['a,b', 'c']],
  ['quotes around a delimiter', Buffer.from('"a;b";"c ""d"""\n'), ['a;b', 'c d']],
  ['a byte order mark and CR alone', Buffer.from('\ufeffa\tb\r1\t2\r'), ['a', 'b']],
  ['UTF-16', Buffer.from('\ufeffGröße|b\n', 'utf16le'), ['Größe', 'b']],
  ['Windows-1252', Buffer.from('Gr\xf6\xdfe;b\n', 'latin1'), ['Größe', 'b']],
  ['half a character at its end', Buffer.from('Größe;b\nö').subarray(0, -1), ['Größe', 'b']],
  ['the same name twice, and none', Buffer.from('a,a,,b\n'), ['a', 'b']],
  ['nothing', Buffer.alloc(0), []],
])('names of a header with %s', (_, bytes, names) => expect(headerNames(bytes)).toEqual(names));

test('names of a file that is packed, also when only its beginning is read', async () => {
  const noise = Buffer.from(Array.from({ length: 200_000 }, (_, n) => (n * 7919) % 251));
  const packed = gzipSync(Buffer.concat([Buffer.from('a,b\n'), noise]));
  expect(await namesOf(new Blob([packed]))).toEqual(['a', 'b']);
  expect(await namesOf(new Blob([packed.subarray(0, 5_000)]))).toEqual(['a', 'b']);
  expect(await namesOf(new Blob([Buffer.from([0x1f, 0x8b, 0])]))).toEqual([]);
});
