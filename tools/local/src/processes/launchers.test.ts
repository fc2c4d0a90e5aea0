import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { fromProc, fromPs } from './launchers.ts';

const module_ = join(import.meta.dirname, 'launchers.ts');

test.each(['SIGTERM', 'SIGKILL'] as const)(
  'a process ends when the npx that launched it gets %s',
  async (signal) => {
    const dir = await mkdtemp(join(tmpdir(), 'orderflow-npx-'));
    const npx = join(dir, 'npx');
    await symlink('/bin/sh', npx);
    const script = `import('${module_}').then(({ whenLauncherIsGone }) => {
    whenLauncherIsGone(() => process.exit());
    process.stdout.write(process.pid + '\\n');
    setInterval(() => {}, 1000);
  })`;
    const launcher = spawn(npx, ['-c', `"${process.execPath}" -e "$SCRIPT"; true`], {
      env: { ...process.env, SCRIPT: script },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = await once(launcher.stdout, 'data');
    const pid = Number(String(line));
    launcher.kill(signal);
    const deadline = Date.now() + 10_000;
    while (isRunning(pid)) {
      expect(Date.now()).toBeLessThan(deadline);
      await delay(50);
    }
    await rm(dir, { recursive: true });
  },
);

test('where there is no /proc, ps tells the same', () => {
  const told = fromPs(process.pid);
  expect(told?.parent).toBe(process.ppid);
  expect(told?.zombie).toBe(false);
  expect(told?.commandLine).toContain('node');
  expect(fromPs(2 ** 22 + 1)).toBeUndefined();
  const known = fromProc(process.pid);
  if (known) expect([told?.parent, told?.zombie]).toEqual([known.parent, known.zombie]);
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
