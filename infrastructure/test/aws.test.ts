import { beforeAll, describe, expect, it } from '@jest/globals';
import { COMPILE_TIMEOUT_MS } from '@orderflow/stacks/compile';
import { type Deployment, resolveDeployment } from '@orderflow/stacks/deployment';
import type { Template } from '@orderflow/stacks/template';
import { compileVariant, EVERYTHING, VARIANTS } from '../scripts/variants.ts';
import { AWS_RULES } from './rules/aws/index.ts';
import { BASE_RULES, EDGE_RULES, SERVICE_RULES, SHARED_RULES } from './rules/index.ts';

/** Each variant is compiled once. */
const compiled = new Map(VARIANTS.map((variant) => [variant, compileLater(() => compileVariant(variant))]));

function compileLater(compile: () => Promise<Deployment>): () => Promise<Deployment> {
  let result: Promise<Deployment> | undefined;
  return () => (result ??= compile());
}

describe.each(VARIANTS)('a stage: $name', (variant) => {
  let stage: Deployment;
  let resolved: Deployment;

  beforeAll(async () => {
    stage = (await compiled.get(variant)?.()) as Deployment;
    resolved = resolveDeployment(stage);
  }, COMPILE_TIMEOUT_MS);

  it.each(AWS_RULES)('$name', ({ check }) => {
    expect(check(resolved)).toEqual([]);
  });

  if (variant.reduced) return;
  const base = () => stage.stacks['base'] as Template;
  const edge = () => stage.stacks['edge'] as Template;

  it.each(BASE_RULES)('base: $name', ({ violations }) => {
    expect(violations(base(), base())).toEqual([]);
  });

  it.each([...EDGE_RULES, ...SHARED_RULES])('edge: $name', ({ violations }) => {
    expect(violations(edge(), edge())).toEqual([]);
  });

  it.each(SERVICE_RULES)('services: $name', ({ violations }) => {
    const { base: _base, edge: _edge, ...services } = stage.stacks;
    const found = Object.values(services).flatMap((template) => violations(template, base()));
    expect(found).toEqual([]);
  });
});

describe('a rule of AWS', () => {
  let everything: Deployment;

  beforeAll(async () => {
    everything = (await compiled.get(EVERYTHING)?.()) as Deployment;
  }, COMPILE_TIMEOUT_MS);

  describe.each(AWS_RULES)('$name', ({ source, check, counterexamples }) => {
    it.each(Object.keys(counterexamples))('is broken by: %s', (how) => {
      const broken = structuredClone(everything);
      counterexamples[how]?.(broken);
      expect(check(resolveDeployment(broken))).not.toEqual([]);
    });

    it('has a source of AWS and a counterexample', () => {
      expect(source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
      expect(Object.keys(counterexamples)).not.toEqual([]);
    });
  });
});
