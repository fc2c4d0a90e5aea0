import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { files, read, root } from './repository.ts';
import type { Command } from './shell.ts';

/** Commands of every system that the documentation may use without a word. */
const PLAIN = ['cat', 'cd', 'cut', 'export', 'git', 'grep', 'tail', 'time', '.'];
const CURL_FLAGS = ['-s', '-i', '-X', '-H', '-d', '-T', '-o', '-f'];
const SERVERLESS = ['deploy', 'offline', 'package', 'remove'];
const SERVERLESS_FLAGS = ['--stage', '--region', '--param'];

/**
 * What is wrong with a command that a page shows; undefined when it would be understood.
 *
 * @param folder of the page
 */
export function wrong([name = '', ...args]: Command, folder: string): string | undefined {
  if (PLAIN.includes(name)) return undefined;
  if (name === 'pnpm') return wrongScript(args);
  if (name === 'npx') return wrongNpx(args);
  if (name === 'aws') return wrongAws(args);
  if (name === 'curl') return unknownOf(flags(args), CURL_FLAGS);
  if (name === 'node') return wrongFile(args[0] ?? '', folder);
  return `${name} is no command that the checks know`;
}

function wrongFile(path: string, folder: string): string | undefined {
  const found = [root, join(root, folder)].some((from) => existsSync(join(from, path)));
  return found ? undefined : `there is no ${path}`;
}

const flags = (args: string[]) =>
  args.filter((arg) => /^--?[A-Za-z]/.test(arg)).map((arg) => arg.split('=')[0] ?? '');

function unknownOf(given: string[], known: string[]): string | undefined {
  const unknown = given.filter((flag) => !known.includes(flag));
  return unknown.length > 0 ? `it does not know ${unknown.join(', ')}` : undefined;
}

function wrongNpx(args: string[]): string | undefined {
  const [tool = '', ...rest] = args[0] === '--yes' ? args.slice(1) : args;
  if (tool === 'pnpm@12') return wrongScript(rest);
  if (tool !== 'serverless') return `${tool} is nothing that npx finds here`;
  return SERVERLESS.includes(rest[0] ?? '')
    ? unknownOf(flags(rest), SERVERLESS_FLAGS)
    : `serverless has no command ${rest[0]}`;
}

const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

/** pnpm's own commands, and those scripts of ours that read options from their CLI's source. */
function wrongScript(args: string[]): string | undefined {
  const [name = '', ...rest] = args[0] === 'run' ? args.slice(1) : args;
  if (name === 'install' || name === '') return undefined;
  const script = scripts[name];
  if (script === undefined) return `package.json has no script ${name}`;
  const folder = /tools\/\w+\/src/.exec(script)?.[0];
  if (!folder) return unknownOf(flags(rest), []);
  const source = files('.ts').filter((path) => path.startsWith(folder));
  const text = source.map(read).join('\n');
  const known = [...text.matchAll(/^\s+'?([\w-]+)'?: \{ type: '(?:string|boolean)'/gm)].map(
    ([, flag]) => `--${flag}`,
  );
  const words = rest.filter((word, at) => /^[a-z]+$/.test(word) && !rest[at - 1]?.startsWith('--'));
  const [first] = name === 'ops' || name === 'new' || name === 'test:faults' ? words : [];
  if (first && !new RegExp(`\\b${first}\\b`).test(text)) return `pnpm ${name} has no ${first}`;
  return unknownOf(flags(rest), known);
}

const AWS_CLIENTS: Record<string, string> = { stepfunctions: 'sfn' };
const AWS_FLAGS = ['--query', '--output', '--region', '--cli-binary-format'];
const compact = (text: string) => text.replaceAll(/[^A-Za-z0-9]/g, '').toLowerCase();

/** Commands of the CLI's own, over several operations of S3. */
const S3_COMMANDS = ['cp', 'ls', 'mv', 'rm', 'sync'];
const S3_FLAGS = ['--metadata-directive', '--recursive', ...AWS_FLAGS];

/** The AWS CLI's operations and options are named after those of the API, which the SDK describes. */
function wrongAws([service = '', operation = '', ...rest]: string[]): string | undefined {
  if (service === 's3' && S3_COMMANDS.includes(operation)) return unknownOf(flags(rest), S3_FLAGS);
  const command = operation.replaceAll(/(^|-)(\w)/g, (_, _dash, letter: string) => letter.toUpperCase());
  const client = `tools/docs/node_modules/@aws-sdk/client-${AWS_CLIENTS[service] ?? service}`;
  const path = `${client}/dist-types/commands/${command}Command.d.ts`;
  if (!existsSync(join(root, path))) return `aws ${service} has no ${operation}`;
  const input = /const input = [\s\S]*?const command/.exec(read(path))?.[0] ?? '';
  const members = [...input.matchAll(/^ \* {3}(\w+):/gm)].map(([, member = '']) => compact(member));
  const unknown = flags(rest).filter(
    (flag) => !AWS_FLAGS.includes(flag) && !members.includes(compact(flag.replace(/^--no-/, '--'))),
  );
  return unknown.length > 0 ? `aws ${service} ${operation} does not know ${unknown.join(', ')}` : undefined;
}
