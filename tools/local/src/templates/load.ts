import { readFile } from 'node:fs/promises';
import { type Answers, type Place, resolvedStacks, resolveTemplates } from '@orderflow/stacks/resolve';
import type { Stack, Template } from '@orderflow/stacks/template';
import { attributeOf, refOf } from '../provision/registry.ts';
import { accountId, region, type Settings, stage } from '../settings.ts';
import { selected, templatePath } from './compile.ts';

/** Stage, region and account of a local copy's stacks. */
export const place: Place = { stage, region, account: accountId };

/** Values of `Ref` and `Fn::GetAtt` for the resources of a copy. */
export const localAnswers = (settings: Settings): Answers => ({
  ref: (resource) => refOf(resource, settings),
  attribute: (resource, attribute) => attributeOf(resource, attribute, settings),
});

/**
 * Reads the compiled templates of every stack, with intrinsic functions resolved across stacks.
 * {@link compileStacks} must have run.
 *
 * @param only names of the stacks to read; all when left out.
 * @throws Error naming stack, resource and path when something cannot be resolved.
 */
export async function loadStacks(settings: Settings, only?: string[]): Promise<Stack[]> {
  const read = selected(only).map(async ({ name }): Promise<[string, Template]> => {
    return [name, JSON.parse(await readFile(templatePath(settings, name), 'utf8'))];
  });
  const templates = Object.fromEntries(await Promise.all(read));
  return resolvedStacks(resolveTemplates(templates, place, localAnswers(settings)));
}
