/** Runs actionlint over the GitHub Actions workflows, with Go: its packages for other ecosystems are unmaintained. */
import { spawnSync } from 'node:child_process';
import { root } from '@orderflow/stacks/find';

const ACTIONLINT = 'github.com/rhysd/actionlint/cmd/actionlint@v1.7.12';

const { error, status } = spawnSync('go', ['run', ACTIONLINT, '-no-color'], { cwd: root, stdio: 'inherit' });
if (error) {
  process.stdout.write('actionlint: not run, because there is no Go on this machine; CI runs it\n');
} else {
  process.stdout.write(`actionlint: ${status === 0 ? 'no findings' : 'FAILED'}\n`);
  process.exitCode = status ?? 1;
}
