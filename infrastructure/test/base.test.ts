import { beforeAll, describe, expect, it } from '@jest/globals';
import { compile } from '@orderflow/stacks/compile';
import { baseStack } from '@orderflow/stacks/find';
import type { Template, TemplateResource } from '@orderflow/stacks/template';
import { removableUnnoticed } from './removal.ts';
import { BASE_RULES } from './rules/index.ts';
import { isDeadLetter } from './rules/queues.ts';

describe('the base stack of a real stage', () => {
  let base: Template;

  beforeAll(async () => {
    base = (await compile(baseStack, 'ci')).template;
  });

  describe.each(BASE_RULES)('$name', ({ violations, breaks }) => {
    it('holds', () => {
      expect(violations(base, base)).toEqual([]);
    });

    it.each(Object.keys(breaks))('is broken by: %s', (how) => {
      const broken = structuredClone(base);
      breaks[how]?.(broken);
      expect(violations(broken, broken)).not.toEqual([]);
    });
  });

  it.each([
    ['alarm', ({ Type }: TemplateResource) => Type === 'AWS::CloudWatch::Alarm'],
    ['DLQ', (one: TemplateResource) => one.Type === 'AWS::SQS::Queue' && isDeadLetter(one)],
  ])('loses no %s unnoticed', (_, kind) => {
    expect(Object.values(base.Resources).filter(kind).length).toBeGreaterThan(5);
    expect(removableUnnoticed(base, kind, BASE_RULES)).toEqual([]);
  });
});
