import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { root } from '@orderflow/stacks/find';
import { read } from './repository.ts';
import { shown } from './shown.ts';

interface Command {
  /** The name as typed after `pnpm`. */
  name: string;
  /** The script that it runs. */
  file: string;
}

interface Package {
  scripts?: Record<string, string>;
  bin?: Record<string, string>;
}

const packageOf = (path: string) => JSON.parse(read(join(path, 'package.json'))) as Package;

/** `deploy` and `remove` are also commands of pnpm itself. */
const OF_PNPM = new Set(['deploy', 'remove']);

/** Every command of ours: the bins, and the scripts that run a program in tools/. */
const commands: Command[] = [
  ...['tools/local', 'tools/ops'].flatMap((path) =>
    Object.entries(packageOf(path).bin ?? {}).map(([name, file]) => ({ name, file: join(path, file) })),
  ),
  ...Object.entries(packageOf('.').scripts ?? {}).flatMap(([script, line]) => {
    const [, file] = /^node .*?(tools\/\S+\/cli\/\S+\.ts)$/.exec(line) ?? [];
    const name = OF_PNPM.has(script) ? `run ${script}` : script;
    return file && !/^(check|publish):/.test(script) ? [{ name, file }] : [];
  }),
];

const help = async (file: string) =>
  (await promisify(execFile)(process.execPath, [join(root, file), '--help'])).stdout;

test('the page about the laptop lists every command', () => {
  const page = read('docs/laptop.md');
  expect(commands.length).toBeGreaterThan(10);
  expect(commands.map(({ name }) => name).filter((name) => !page.includes(`| \`pnpm ${name}`))).toEqual([]);
});

test.each(commands)(
  'pnpm $name --help knows every option that the pages show',
  async ({ name, file }) => {
    const text = await help(file);
    expect(text.startsWith(`pnpm ${name}`)).toBe(true);
    const said = shown()
      .map(({ command }) => command.replace(/^([A-Z_]+=\S+ )+/, ''))
      .filter((command) => command === `pnpm ${name}` || command.startsWith(`pnpm ${name} `));
    const options = new Set(said.flatMap((command) => command.match(/(?<=\s)--[a-z][\w-]*/g) ?? []));
    expect([...options].filter((option) => !text.includes(option))).toEqual([]);
  },
  180_000,
);
