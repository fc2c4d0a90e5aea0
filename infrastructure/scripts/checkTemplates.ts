/**
 * Packages every stack as for a real stage, without AWS credentials, then holds the bundles against their budgets and
 * the templates against cfn-lint and checkov. What was packaged stays in reports/package/ to be looked at.
 */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { faults, kilobytes, readBundles } from './bundles.ts';
import { packageStack } from './compile.ts';
import { infrastructure, root, services } from './stacks.ts';
import { pythonTool } from './venv.ts';

const STAGE = 'ci';
const packages = join(root, 'reports/package');
const print = (line: string) => process.stdout.write(`${line}\n`);

let failed = false;
function outcome(check: string, status: number | null): void {
  print(`${check}: ${status === 0 ? 'no findings' : 'FAILED'}\n`);
  failed ||= status !== 0;
}

rmSync(packages, { recursive: true, force: true });
for (const dir of [infrastructure, ...services]) {
  const { template } = await packageStack(dir, STAGE, join(packages, basename(dir)));
  print(`${basename(dir)}: ${Object.keys(template.Resources).length} resources`);
}

print('\nfunction                              size  budget');
let oversized = 0;
for (const dir of services) {
  for (const bundle of readBundles(join(packages, basename(dir)))) {
    const wrong = faults(bundle);
    const name = `${basename(dir)}/${bundle.functionName}`.padEnd(33);
    print([name, kilobytes(bundle.bytes).padStart(8), kilobytes(bundle.budget), ...wrong].join('  '));
    oversized += wrong.length;
  }
}
outcome('budgets', oversized);

const templates = join(packages, '*/cloudformation-template-update-stack.json');
const lintOptions = ['--config-file', join(infrastructure, 'cfn-lint.yml'), '--template', templates];
outcome(
  'cfn-lint',
  spawnSync(join(pythonTool('cfn-lint'), 'cfn-lint'), lintOptions, { stdio: 'inherit' }).status,
);

const securityOptions = ['--config-file', join(infrastructure, 'checkov.yml'), '--directory', packages];
outcome(
  'checkov',
  spawnSync(join(pythonTool('checkov'), 'checkov'), securityOptions, { stdio: 'inherit' }).status,
);

process.exitCode = failed ? 1 : 0;
