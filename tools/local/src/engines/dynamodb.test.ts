import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { chooseDynamoDb } from './dynamodb.ts';

const dynoxide = () => '/somewhere/dynoxide';
const none = () => undefined;
let folder: string;

/** A PATH whose only command is a `java` that reports this version. */
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

test('Dynoxide runs where there is a program of it, with or without Java', async () => {
  expect(await chooseDynamoDb({ PATH: await pathWithJava('17.0.1') }, dynoxide)).toBe('dynoxide');
  expect(await chooseDynamoDb({ PATH: '/nonexistent' }, dynoxide)).toBe('dynoxide');
});

test('elsewhere DynamoDB Local runs', async () => {
  expect(await chooseDynamoDb({ PATH: await pathWithJava('17.0.1') }, none)).toBe('dynamodb-local');
});

test('where neither can run, the error says what to install', async () => {
  await expect(chooseDynamoDb({ PATH: '/nonexistent' }, none)).rejects.toThrow(
    'DynamoDB Local cannot run here (no Java on the PATH): install Java 17 or newer',
  );
  await expect(chooseDynamoDb({ PATH: await pathWithJava('11.0.2') }, none)).rejects.toThrow(
    'Java 11 on the PATH is too old',
  );
});

test('ORDERFLOW_DYNAMODB forces an engine and refuses a name it does not know', async () => {
  const ORDERFLOW_DYNAMODB = 'dynamodb-local';
  const PATH = await pathWithJava('17.0.1');
  expect(await chooseDynamoDb({ PATH, ORDERFLOW_DYNAMODB }, dynoxide)).toBe('dynamodb-local');
  const withoutJava = chooseDynamoDb({ PATH: '/nonexistent', ORDERFLOW_DYNAMODB }, dynoxide);
  await expect(withoutJava).rejects.toThrow('DynamoDB Local cannot run here');
  const withoutProgram = chooseDynamoDb({ PATH, ORDERFLOW_DYNAMODB: 'dynoxide' }, none);
  await expect(withoutProgram).rejects.toThrow('Dynoxide has no program for');
  await expect(chooseDynamoDb({ ORDERFLOW_DYNAMODB: 'sqlite' })).rejects.toThrow('not "sqlite"');
});
