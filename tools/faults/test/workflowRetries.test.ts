import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { Definition } from '@orderflow/local/workflows/definition';
import { StateError } from '@orderflow/local/workflows/errors';
import { Retries } from '@orderflow/local/workflows/retry';
import { Random } from '../src/random/random.ts';

const definition: Definition = JSON.parse(
  readFileSync(join(__dirname, '../../../services/onboarding/onboarding.asl.json'), 'utf8'),
);
const tasks = Object.entries(definition.States).filter(([, { Type }]) => Type === 'Task');

test.each(tasks)(
  '%s is tried for more than an hour of an outage, however its waits are spread',
  (_, state) => {
    for (let seed = 0; seed < 1_000; seed++) {
      const random = new Random(seed, 'waits');
      const retries = new Retries(state.Retry, () => random.next());
      let waited = 0;
      for (
        let delay: number | undefined = 0;
        delay !== undefined;
        delay = retries.next(new StateError('Lambda.Unknown'))
      ) {
        waited += delay;
      }
      expect(waited).toBeGreaterThan(3_600_000);
    }
  },
);
