import type { Template } from '@orderflow/stacks/template';
import type { Rule } from './rule.ts';

/** Logical ids that a value refers to, without pseudo parameters such as `AWS::Region`. */
function references(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === 'Ref') return String(inner).startsWith('AWS::') ? [] : [inner];
    if (key === 'Fn::GetAtt') return [[inner].flat()[0]];
    return references(inner);
  });
}

export const referencesResolve: Rule = {
  name: 'what a template refers to is in it',
  violations: ({ Resources, Outputs }: Template) =>
    Object.entries({ ...Resources, ...Outputs })
      .filter(([, one]) => references(one).some((id) => !(id in Resources)))
      .map(([id]) => id),
  breaks: {
    'something that others need is gone': ({ Resources, Outputs }) => {
      const [needed = ''] = Object.values({ ...Resources, ...Outputs }).flatMap(references);
      delete Resources[needed];
    },
  },
};
