import { randomUUID } from 'node:crypto';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from '@jest/globals';
import { chunkKey, partKey } from '../src/models/imports.ts';
import { writeRejects } from '../src/models/writeRejects.ts';
import { clients, rejectsOf, store } from './testImports.ts';

test('puts parts of many megabytes together, in the order of the chunks', async () => {
  const importId = randomUUID();
  const lines = new Map(
    [0, 1, 9, 10, 99_999, 100_000, 1_000_000].map((index) => [
      index,
      `${index},,"x","${'y'.repeat(99)}"\n`.repeat(25_000),
    ]),
  );
  for (const index of [1_000_000, 2, 10, 0, 100_000, 9, 99_999, 1]) {
    const Item = { pk: importId, sk: chunkKey(index), rejected: lines.has(index) ? 25_000 : 0 };
    await store.client.send(new PutCommand({ TableName: store.imports, Item }));
    const part = { Bucket: store.bucket, Key: partKey(importId, index), Body: lines.get(index) ?? '' };
    if (part.Body) await clients.s3.send(new PutObjectCommand(part));
  }
  await writeRejects({ pk: importId }, store);
  const expected = `line,column,reason,record\n${[...lines.values()].join('')}`;
  const file = await rejectsOf(importId);
  expect(file?.length).toBe(expected.length);
  expect(file === expected).toBe(true);
});

test.each([
  [{ chunks: 2, bytes: 1_000 }, [0, 1]],
  [{ chunks: 9, bytes: 12 }, [0, 1]],
  [{ chunks: 9, bytes: 1_000 }, [0, 1, 2]],
])('puts together what a limit lets it, %j', async (limits, written) => {
  const importId = randomUUID();
  const line = (index: number) => `${index},,"x",y\n`;
  for (const index of [0, 1, 2]) {
    const Item = { pk: importId, sk: chunkKey(index), rejected: 1 };
    await store.client.send(new PutCommand({ TableName: store.imports, Item }));
    const Key = partKey(importId, index);
    await clients.s3.send(new PutObjectCommand({ Bucket: store.bucket, Key, Body: line(index) }));
  }
  await writeRejects({ pk: importId }, store, limits);
  expect(await rejectsOf(importId)).toBe(`line,column,reason,record\n${written.map(line).join('')}`);
});
