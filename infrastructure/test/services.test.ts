import { beforeAll, describe, expect, it } from '@jest/globals';
import { COMPILE_TIMEOUT_MS, compile } from '@orderflow/stacks/compile';
import { baseStack, edgeStack, services } from '@orderflow/stacks/find';
import { ofType, type Template, type TemplateResource } from '@orderflow/stacks/template';
import { removableUnnoticed } from './removal.ts';
import { serviceAt } from './rules/edge.ts';
import { SERVICE_RULES } from './rules/index.ts';

describe.each(['ci', 'local'])('the services of stage %s', (stage) => {
  let base: Template;
  let templates: Template[];

  beforeAll(async () => {
    base = (await compile(baseStack, stage)).template;
    const compiled = await Promise.all(services.map((service) => compile(service, stage)));
    templates = compiled.map(({ template }) => template);
  }, COMPILE_TIMEOUT_MS);

  describe.each(SERVICE_RULES)('$name', ({ violations, breaks }) => {
    it('holds', () => {
      expect(templates.flatMap((template) => violations(template, base))).toEqual([]);
    });

    it.each(Object.keys(breaks))('is broken by: %s', (how) => {
      const broken = structuredClone(templates);
      broken.forEach((template) => void breaks[how]?.(template));
      expect(broken.flatMap((template) => violations(template, base))).not.toEqual([]);
    });
  });

  it('get every path of theirs through the edge', async () => {
    const { template: distribution } = await compile(edgeStack, stage);
    const lost = templates.flatMap((template, index) => {
      const service = services[index]?.name;
      return ofType(template, 'AWS::ApiGatewayV2::Route')
        .map(([, { Properties }]) => Properties['RouteKey'].split(' ')[1].replaceAll(/{.*?}/g, 'id'))
        .filter((path) => serviceAt(distribution, path) !== service);
    });
    expect(lost).toEqual([]);
  });

  it('lose no alarm unnoticed', () => {
    const isAlarm = ({ Type }: TemplateResource) => Type === 'AWS::CloudWatch::Alarm';
    expect(templates.flatMap(({ Resources }) => Object.values(Resources)).some(isAlarm)).toBe(true);
    expect(
      templates.flatMap((template) => removableUnnoticed(template, isAlarm, SERVICE_RULES, base)),
    ).toEqual([]);
  });
});
