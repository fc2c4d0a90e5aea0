import { describe, expect, test } from '@jest/globals';
import type { CorpusFile } from '../../test/corpus/corpusFile.ts';
import { encodings } from '../../test/corpus/encodings.ts';
import { headers } from '../../test/corpus/headers.ts';
import { readCorpusFile } from '../../test/corpus/readCorpusFile.ts';
import { shapes } from '../../test/corpus/shapes.ts';
import { values } from '../../test/corpus/values.ts';

const FILES = [...encodings, ...shapes, ...headers, ...values];
/** Files with more bytes than this are not cut at every byte. */
const SMALL = 300;

const expectedOf = ({ refused, rows = [], encoding = 'utf-8', delimiter = ',' }: CorpusFile) =>
  refused
    ? { refused: expect.stringMatching(refused) }
    : {
        encoding,
        delimiter,
        rows: rows.map((row) =>
          'reason' in row
            ? { ...row, reason: expect.stringMatching(row.reason) }
            : expect.objectContaining({ note: '', ...row }),
        ),
      };

test('the corpus is large enough', () => {
  expect(FILES.length).toBeGreaterThanOrEqual(60);
  expect(new Set(FILES.map(({ name }) => name)).size).toBe(FILES.length);
});

describe.each(FILES.map((file) => [file.name, file] as const))('a file with %s', (_, file) => {
  const expected = expectedOf(file);
  const step = Math.max(1, Math.ceil(file.bytes.length / SMALL));

  test('comes to what it must, in chunks of every size', async () => {
    for (let chunkBytes = 1; chunkBytes <= file.bytes.length + 1; chunkBytes += step) {
      expect({ chunkBytes, ...(await readCorpusFile(file, chunkBytes)) }).toEqual({
        chunkBytes,
        ...expected,
      });
    }
  });

  test('comes to the same wherever its stream is cut', async () => {
    for (let cut = 0; cut <= file.bytes.length; cut += step) {
      expect({ cut, ...(await readCorpusFile(file, 1, [cut])) }).toEqual({ cut, ...expected });
    }
  });
});
