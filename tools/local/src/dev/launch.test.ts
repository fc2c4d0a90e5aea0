import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { inspectorPort } from '../inspect.ts';
import { readSettings } from '../settings.ts';

test('VS Code attaches to the functions where dev --inspect has their debugger', () => {
  const settings = readSettings({});
  const launch = JSON.parse(readFileSync(join(settings.root, '.vscode/launch.json'), 'utf8')) as {
    configurations: { request: string; port: number; outFiles: string[] }[];
  };
  const [attach, ...others] = launch.configurations.filter(({ request }) => request === 'attach');
  expect(attach).toMatchObject({
    port: inspectorPort(settings),
    outFiles: [`\${workspaceFolder}/services/*/.esbuild-local/**/*.js`],
  });
  expect(others).toEqual([]);
});
