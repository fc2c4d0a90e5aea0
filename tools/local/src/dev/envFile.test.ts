import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { clientEnvironment } from '../environment.ts';
import { readSettings } from '../settings.ts';
import { writeEnvFile } from './envFile.ts';

test.each(['plain', 'a b (1) é', `it's "$HOME" & \`x\``])(
  'a shell reads the environment back as it is in a folder called %s',
  async (name) => {
    const parent = await mkdtemp(join(tmpdir(), 'orderflow-env-'));
    const settings = { ...readSettings({}), stateDir: join(parent, name) };
    const file = await writeEnvFile(settings);
    const script = '. "$1"; env -0';
    const output = execFileSync('sh', ['-c', script, 'sh', file], {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'] },
    });
    expect(output.split('\0')).toEqual(
      expect.arrayContaining(
        Object.entries(clientEnvironment(settings)).map(([key, value]) => `${key}=${value}`),
      ),
    );
    await rm(parent, { recursive: true });
  },
);
