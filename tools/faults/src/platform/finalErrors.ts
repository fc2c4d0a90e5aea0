import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Definition } from '@orderflow/local/workflows/definition';
import { serviceNamed } from '@orderflow/stacks/find';

const { States }: Definition = JSON.parse(
  readFileSync(join(serviceNamed('onboarding').dir, 'onboarding.asl.json'), 'utf8'),
);

/** Names of the errors that no state of the workflow retries. */
export const FINAL_ERRORS: ReadonlySet<string> = new Set(
  Object.values(States)
    .flatMap(({ Retry = [] }) => Retry)
    .filter(({ MaxAttempts }) => MaxAttempts === 0)
    .flatMap(({ ErrorEquals }) => ErrorEquals),
);
