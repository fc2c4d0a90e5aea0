import { readFile } from 'node:fs/promises';
import { attributeOf, refOf } from '../provision/registry.ts';
import { accountId, region, type Settings } from '../settings.ts';
import { templatePath } from './compile.ts';
import { findStacks, stackName } from './find.ts';
import { type ResolvedTemplate, resolveTemplate } from './resolve.ts';
import type { Template } from './template.ts';
import type { Stack } from './types.ts';

/**
 * Reads the compiled templates of every stack, with intrinsic functions resolved across stacks.
 * {@link compileStacks} must have run.
 *
 * @param only names of the stacks to read; all when left out.
 * @throws Error naming stack, resource and path when something cannot be resolved.
 */
export async function loadStacks(settings: Settings, only?: string[]): Promise<Stack[]> {
  const folders = (await findStacks(settings.root)).filter(({ name }) => only?.includes(name) ?? true);
  const templates = await Promise.all(folders.map(({ name }) => readTemplate(settings, name)));
  const importValue = (name: string): unknown => {
    for (const resolved of all) {
      const value = resolved.exported(name);
      if (value !== undefined) {
        return value;
      }
    }
    return undefined;
  };
  const all: ResolvedTemplate[] = folders.map(({ name }, index) =>
    resolveTemplate(templates[index] as Template, {
      stack: name,
      pseudoParameters: pseudoParameters(name),
      ref: (resource) => refOf(resource, settings),
      attribute: (resource, attribute) => attributeOf(resource, attribute, settings),
      importValue,
    }),
  );
  return folders.map((folder, index) => ({ ...folder, resources: all[index]?.resources() ?? [] }));
}

async function readTemplate(settings: Settings, name: string): Promise<Template> {
  return JSON.parse(await readFile(templatePath(settings, name), 'utf8')) as Template;
}

function pseudoParameters(name: string): Record<string, string> {
  return {
    'AWS::AccountId': accountId,
    'AWS::Region': region,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackName': stackName(name),
    'AWS::StackId': `arn:aws:cloudformation:${region}:${accountId}:stack/${stackName(name)}/local`,
  };
}
