import { expect, test } from '@jest/globals';
import { openStage } from '../src/stage/openStage.ts';
import { stateDirFrom } from '../src/stage/stageFile.ts';

test('a deployed stage is not looked for with the keys of this machine', async () => {
  const open = openStage('prod', { AWS_ACCESS_KEY_ID: 'local' });
  await expect(open).rejects.toThrow('The credentials of the copy on this machine (.local/env) are loaded');
});

test('a deployed stage without a region says what to set', async () => {
  const before = { ...process.env };
  for (const name of Object.keys(process.env).filter((one) => one.startsWith('AWS_')))
    delete process.env[name];
  Object.assign(process.env, { AWS_CONFIG_FILE: '/nowhere', AWS_SHARED_CREDENTIALS_FILE: '/nowhere' });
  try {
    await expect(openStage('nope')).rejects.toThrow(/Stage nope .*Region is missing\. Set AWS_REGION/);
  } finally {
    process.env = before;
  }
});

test('a port that is named counts more than a .local/env that is loaded', () => {
  const loaded = { ORDERFLOW_STATE_DIR: '/elsewhere' };
  expect(stateDirFrom(loaded)).toBe('/elsewhere');
  expect(stateDirFrom({ ...loaded, ORDERFLOW_PORT: '5000' })).toMatch(/\.local\/5000$/);
  expect(stateDirFrom({ ...loaded, ORDERFLOW_PORT: '4000' })).toMatch(/\.local\/?$/);
});
