/**
 * Packages every stack as for a real stage, without AWS credentials. Then checks the bundles against their budgets,
 * and the templates with cfn-lint and checkov; cfn-lint also checks the templates of every variant of a stage
 * (variants.ts). The packages stay in reports/package/, with the table of sizes; the variants are in
 * reports/variants/.
 */
import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packageStack } from '@orderflow/stacks/compile';
import { baseStack, root, services, stacks } from '@orderflow/stacks/find';
import { faults, kilobytes, readBundles } from './bundles.ts';
import { compileVariant, VARIANTS } from './variants.ts';
import { pythonTool } from './venv.ts';

const STAGE = 'ci';
const packages = join(root, 'reports/package');
const variants = join(root, 'reports/variants');
const print = (line: string) => process.stdout.write(`${line}\n`);

interface Outcome {
  check: string;
  output: string;
  ok: boolean;
}

/** Runs a Python tool; its requirements file has the same name. */
async function lint(check: string, args: string[]): Promise<Outcome> {
  const bin = await pythonTool(check);
  return promisify(execFile)(join(bin, check), args, { maxBuffer: 64 * 1024 * 1024 }).then(
    ({ stdout, stderr }) => ({ check, output: stdout + stderr, ok: true }),
    ({ stdout, stderr }) => ({ check, output: stdout + stderr, ok: false }),
  );
}

/** The size table: function, size, budget. */
function budgets(): Outcome {
  const bundles = services.flatMap(({ name: service }) =>
    readBundles(join(packages, service)).map((bundle) => ({ service, bundle })),
  );
  const rows = bundles.map(({ service, bundle }) => {
    const name = `${service}/${bundle.functionName}`.padEnd(33);
    return [name, kilobytes(bundle.bytes).padStart(8), kilobytes(bundle.budget), ...faults(bundle)].join(
      '  ',
    );
  });
  return {
    check: 'budgets',
    output: ['function                              size  budget', ...rows, ''].join('\n'),
    ok: bundles.every(({ bundle }) => faults(bundle).length === 0),
  };
}

/** Writes the templates of all variants except the first, which is the packaged one. */
async function writeVariants(): Promise<void> {
  rmSync(variants, { recursive: true, force: true });
  mkdirSync(variants, { recursive: true });
  for (const variant of VARIANTS.slice(1)) {
    const { stacks } = await compileVariant(variant);
    for (const [name, template] of Object.entries(stacks)) {
      writeFileSync(join(variants, `${name}-${variant.stage}.json`), JSON.stringify(template, null, 2));
    }
    print(`variant: ${variant.name}`);
  }
}

rmSync(packages, { recursive: true, force: true });
mkdirSync(packages, { recursive: true });
// The deploy proof uses the same bundles.
process.env['ORDERFLOW_BUNDLES'] ??= join(root, '.local/bundles');
const tools = Promise.all(['cfn-lint', 'checkov'].map(pythonTool));
const packaged = stacks.map(async (stack) => {
  const { template } = await packageStack(stack, STAGE, join(packages, stack.name));
  print(`${stack.name}: ${Object.keys(template.Resources).length} resources`);
});
await Promise.all([tools, ...packaged]);
await writeVariants();

const sizes = budgets();
writeFileSync(join(packages, 'sizes.txt'), sizes.output);
const templates = join(packages, '*/cloudformation-template-update-stack.json');
// An administrator deploys this one, without the framework.
const account = join(baseStack.dir, 'account/account.yml');
mkdirSync(join(packages, 'account'));
copyFileSync(account, join(packages, 'account/account.yml'));
const outcomes = [
  sizes,
  ...(await Promise.all([
    lint('cfn-lint', [
      ...['--config-file', join(baseStack.dir, 'cfn-lint.yml')],
      ...['--template', templates, account, join(variants, '*.json')],
    ]),
    lint('checkov', ['--config-file', join(baseStack.dir, 'checkov.yml'), '--directory', packages]),
  ])),
];
for (const { check, output, ok } of outcomes) {
  print(`\n${output}${check}: ${ok ? 'no findings' : 'FAILED'}`);
}
process.exitCode = outcomes.every(({ ok }) => ok) ? 0 : 1;
