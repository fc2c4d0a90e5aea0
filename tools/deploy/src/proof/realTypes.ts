import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageStack } from '@orderflow/infrastructure/compile';
import { stacks } from '../stacks.ts';

/** The types of all resources that a real stage has when it uses everything that its parameters offer. */
export async function realTypes(): Promise<Set<string>> {
  const scratch = await mkdtemp(join(tmpdir(), 'orderflow-types-'));
  const options = ['--param', 'httpDeployment=Canary10Percent5Minutes'];
  try {
    const templates = await Promise.all(
      stacks.map(({ name, dir }) => packageStack(dir, 'ci', join(scratch, name), options)),
    );
    return new Set(
      templates.flatMap(({ template }) => Object.values(template.Resources).map(({ Type }) => Type)),
    );
  } finally {
    await rm(scratch, { recursive: true });
  }
}
