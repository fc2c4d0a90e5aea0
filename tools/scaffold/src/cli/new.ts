/** `pnpm new endpoint|consumer|service NAME`: writes the files of a new one, with a failing test to complete. */
import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { apply } from '../apply.ts';
import { consumer } from '../consumer.ts';
import { endpoint } from '../endpoint.ts';
import { type Plan, parseName } from '../plan.ts';
import { service } from '../service.ts';

const USAGE = `pnpm new endpoint SERVICE/NAME --route "GET /path"
pnpm new consumer SERVICE/NAME --event order.confirmed.v1
pnpm new service NAME

Writes the files of one, with a failing test to fill in.
  --route      method and path of the endpoint
  --event      type of the event to consume; its schema has to be there
  --root DIR   another checkout to write to
`;

const repository = resolve(import.meta.dirname, '../../../..');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    route: { type: 'string' },
    event: { type: 'string' },
    root: { type: 'string', default: repository },
    help: { type: 'boolean', default: false },
  },
});

async function plan([kind, name = '']: string[]): Promise<Plan> {
  if (kind === 'endpoint' && values.route) return endpoint(parseName(name), values.route);
  if (kind === 'consumer' && values.event) {
    const schema = `packages/validation/schemas/events/${values.event}.json`;
    await readFile(join(values.root, schema)).catch(() => {
      throw new Error(`There is no event ${values.event}: write ${schema} first`);
    });
    return consumer(parseName(name), values.event);
  }
  if (kind === 'service' && name) {
    return service(
      name,
      JSON.parse(await readFile(join(values.root, 'services/users/package.json'), 'utf8')),
    );
  }
  throw new Error(USAGE);
}

if (values.help) {
  process.stdout.write(USAGE);
  process.exit();
}

try {
  const files = await apply(values.root, await plan(positionals));
  const format = join(repository, 'node_modules/@biomejs/biome/bin/biome');
  spawnSync(process.execPath, [format, 'check', '--write', ...files], {
    cwd: values.root,
  });
  process.stdout.write(`${files.join('\n')}\nFill in the test, then \`pnpm generate\` and \`pnpm check\`.\n`);
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
