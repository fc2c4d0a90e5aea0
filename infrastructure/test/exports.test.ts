import { beforeAll, describe, expect, it } from '@jest/globals';
import { readSettings } from '@orderflow/local/settings';
import { localAnswers, place } from '@orderflow/local/templates/load';
import { compile, type Params } from '@orderflow/stacks/compile';
import { baseStack } from '@orderflow/stacks/find';
import { resolveTemplates } from '@orderflow/stacks/resolve';
import type { Template } from '@orderflow/stacks/template';

/** The export names that a parameter's value imports, also from within a list. */
function imports(value: unknown): string[] {
  return [value].flat().flatMap((part) => (part as { 'Fn::ImportValue'?: string })['Fn::ImportValue'] ?? []);
}

function outputs(template: Template) {
  return new Map(Object.values(template.Outputs).map((output) => [output.Export?.Name, output]));
}

describe('params.yml', () => {
  let real: { template: Template; params: Params };
  let local: { template: Template; params: Params };

  beforeAll(async () => {
    [real, local] = await Promise.all([compile(baseStack, 'ci'), compile(baseStack, 'local')]);
  });

  it('imports nothing that the base stack does not export, and leaves no export unused', () => {
    const imported = Object.values(real.params.default ?? {}).flatMap(imports);
    const exported = [...outputs(real.template).keys()].filter((name) => name?.startsWith('orderflow-'));
    expect(imported.toSorted()).toEqual(exported.toSorted());
  });

  it('names every import of a real stage literally for stage local', () => {
    const { default: defaults = {}, local: overrides = {} } = local.params;
    const imported = Object.keys(defaults).filter((name) => imports(defaults[name]).length > 0);
    expect(imported.filter((name) => imports(overrides[name] ?? defaults[name]).length > 0)).toEqual([]);
  });

  it('gives the local literals the names that the local template gives its resources', () => {
    const { default: defaults = {}, local: overrides = {} } = local.params;
    const byExport = outputs(local.template);
    const resolved = resolveTemplates({ base: local.template }, place, localAnswers(readSettings({})));
    const expected = Object.entries(defaults).flatMap(([name, value]) =>
      imports(value).flatMap((exportName) => {
        const output = byExport.get(exportName);
        return output && !output.Condition ? [[name, resolved['base']?.exported(exportName)]] : [];
      }),
    );
    expect(expected.length).toBeGreaterThan(20);
    expect(overrides).toMatchObject(Object.fromEntries(expected));
  });

  it('imports nothing about identity for a stage with an issuer of its own', () => {
    const own = Object.values(real.params).filter(({ identityProvider }) => identityProvider === 'own');
    expect(own.length).toBeGreaterThan(0);
    for (const { jwtIssuer, jwtAudience, scopePrefix } of own) {
      expect({ jwtIssuer, jwtAudience, scopePrefix }).toEqual({
        jwtIssuer: expect.any(String),
        jwtAudience: [expect.any(String)],
        scopePrefix: expect.any(String),
      });
    }
  });

  it('has no local parameter that other stages lack', () => {
    const { default: defaults = {}, local: overrides = {} } = local.params;
    expect(Object.keys(overrides).filter((name) => !(name in defaults))).toEqual([]);
  });
});
