import { describe, expect, test } from '@jest/globals';
import { MAX_LENGTH } from '@orderflow/infrastructure/stage';
import { readOptions } from './options.ts';

const stage = (name: string) => readOptions('deploy', [`--stage=${name}`]).stage;

describe('the stage that deploy and remove are told', () => {
  test.each(['p', 'prod', 'pr-1234', 'a'.repeat(MAX_LENGTH)])('may be %s', (name) => {
    expect(stage(name)).toBe(name);
  });

  test.each(['Prod', 'pr_1', '1st', '-x', 'pr-', 'prod/../x', ' prod', 'a'.repeat(MAX_LENGTH + 1)])(
    'may not be "%s", and one line says what may',
    (name) => {
      expect(() => stage(name)).toThrow(/^".*" cannot be a stage: its name is 1 to 20 lower-case letters/);
    },
  );

  test.each(['aws-test', 'my-cognito', 'amazon'])(
    'may not be %s, which Cognito refuses in a domain',
    (name) => {
      expect(() => stage(name)).toThrow(/cannot be a stage: Cognito takes no domain/);
    },
  );

  test('is asked for when there is none, and is never local', () => {
    expect(() => readOptions('remove', [])).toThrow('usage: pnpm run remove --stage NAME');
    expect(() => stage('local')).toThrow('pnpm dev');
  });
});
