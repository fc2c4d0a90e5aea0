import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { inspectorPort } from '../inspect.ts';
import { readSettings } from '../settings.ts';
import { findServices } from '../templates/find.ts';

test('VS Code can attach to every service, where dev --inspect has its debugger', async () => {
  const settings = readSettings({});
  const launch = JSON.parse(readFileSync(join(settings.root, '.vscode/launch.json'), 'utf8')) as {
    configurations: { name: string; request: string; port: number; outFiles: string[] }[];
    compounds: { configurations: string[] }[];
  };
  const services = await findServices(settings.root);
  expect(
    launch.configurations
      .filter(({ request }) => request === 'attach')
      .map(({ name, port, outFiles }) => ({ name, port, outFiles })),
  ).toEqual(
    services.map(({ name }, index) => ({
      name,
      port: inspectorPort(settings, index),
      outFiles: [`\${workspaceFolder}/services/${name}/.esbuild-local/**/*.js`],
    })),
  );
  expect(launch.compounds[0]?.configurations).toEqual(services.map(({ name }) => name));
});
