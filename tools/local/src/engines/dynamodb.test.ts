import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { chooseDynamoDb } from './dynamodb.ts';

const dynoxide = () => '/somewhere/dynoxide';
const none = () => undefined;
let folder: string;

/** A PATH whose only command is a `java` that says it has this version. */
async function pathWithJava(version: string): Promise<string> {
  const bin = await mkdtemp(join(folder, 'bin-'));
  await writeFile(join(bin, 'java'), `#!/bin/sh\necho 'openjdk version "${version}"' >&2\n`);
  await chmod(join(bin, 'java'), 0o755);
  return bin;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'orderflow-java-'));
});
afterAll(async () => rm(folder, { recursive: true }));

test('DynamoDB Local runs where Java is new enough', async () => {
  const PATH = await pathWithJava('17.0.1');
  expect(await chooseDynamoDb({ PATH }, dynoxide)).toEqual({ engine: 'dynamodb-local' });
});

test('without Java, Dynoxide runs and one line says so', async () => {
  expect(await chooseDynamoDb({ PATH: '/nonexistent' }, dynoxide)).toEqual({
    engine: 'dynoxide',
    note: 'no Java on the PATH: DynamoDB runs on Dynoxide instead of DynamoDB Local',
  });
});

test('a Java that is too old counts as none', async () => {
  const PATH = await pathWithJava('11.0.2');
  const { engine, note } = await chooseDynamoDb({ PATH }, dynoxide);
  expect([engine, note]).toEqual(['dynoxide', expect.stringContaining('Java 11 on the PATH is too old')]);
});

test('where neither can run, the error says what to install', async () => {
  await expect(chooseDynamoDb({ PATH: '/nonexistent' }, none)).rejects.toThrow(
    'No DynamoDB engine can run here (no Java on the PATH): install Java 17 or newer',
  );
});

test('ORDERFLOW_DYNAMODB forces an engine and refuses a name it does not know', async () => {
  const PATH = await pathWithJava('17.0.1');
  expect(await chooseDynamoDb({ PATH, ORDERFLOW_DYNAMODB: 'dynoxide' }, dynoxide)).toEqual({
    engine: 'dynoxide',
  });
  const forced = chooseDynamoDb({ PATH: '/nonexistent', ORDERFLOW_DYNAMODB: 'dynamodb-local' }, dynoxide);
  await expect(forced).rejects.toThrow('No DynamoDB engine can run here');
  await expect(chooseDynamoDb({ ORDERFLOW_DYNAMODB: 'sqlite' })).rejects.toThrow('not "sqlite"');
});
