import { execFileSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import { throttle } from './throttle.ts';

test('a command runs under what holds it back, and nothing of that is left', async () => {
  const slow = throttle({ cpu: 0.5, disk: 5 });
  try {
    const [command = '', ...args] = slow.wrap(['sh', '-c', 'cat /proc/self/cgroup 2>/dev/null; nice']);
    const said = execFileSync(command, args, { encoding: 'utf8' });
    expect(slow.how.length).toBeGreaterThan(0);
    expect(said).toMatch(slow.how[0]?.startsWith('a control group') ? /orderflow-slow-/ : /^19$/m);
  } finally {
    await slow.end();
  }
  const [command = '', ...args] = slow.wrap(['true']);
  // The control group is gone.
  if (slow.how[0]?.startsWith('a control group'))
    expect(() => execFileSync(command, args, { stdio: 'ignore' })).toThrow();
});
