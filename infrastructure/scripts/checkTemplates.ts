/**
 * Compiles every stack as for a real stage, without AWS credentials, and runs cfn-lint over the templates,
 * which stay in reports/templates/ to be looked at.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { compile, infrastructure, root, services } from './compile.ts';

const STAGE = 'ci';
const venv = join(root, '.venv');
const reports = join(root, 'reports/templates');

/** Installs the pinned cfn-lint into .venv; does nothing when it is there. */
function installLinter(): void {
  if (spawnSync('python3', ['--version']).error) {
    throw new Error(
      'cfn-lint needs Python 3.9 or later: install python3 with its venv module and run this again',
    );
  }
  if (!existsSync(join(venv, 'bin/pip'))) {
    execFileSync('python3', ['-m', 'venv', venv], { stdio: 'inherit' });
  }
  const options = ['--quiet', '--disable-pip-version-check', '--requirement'];
  const requirements = join(infrastructure, 'requirements.txt');
  execFileSync(join(venv, 'bin/pip'), ['install', ...options, requirements], { stdio: 'inherit' });
}

installLinter();
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
for (const dir of [infrastructure, ...services]) {
  const { template } = await compile(dir, STAGE);
  const resources = Object.keys(template.Resources).length;
  process.stdout.write(`${basename(dir)}: ${resources} resources\n`);
  writeFileSync(join(reports, `${basename(dir)}.json`), JSON.stringify(template, undefined, 2));
}
const lint = ['--config-file', join(infrastructure, 'cfn-lint.yml'), '--template', join(reports, '*.json')];
const { status } = spawnSync(join(venv, 'bin/cfn-lint'), lint, { stdio: 'inherit' });
process.stdout.write(status === 0 ? 'cfn-lint: no findings\n' : `cfn-lint: see ${reports}\n`);
process.exitCode = status ?? 1;
