import { ofType, type Template, type TemplateResource, target } from '@orderflow/stacks/template';
import type { Rule } from './rule.ts';

const functions = (template: Template) => ofType(template, 'AWS::Lambda::Function');

const variables = ({ Properties }: TemplateResource): Record<string, unknown> => {
  Properties.Environment ??= { Variables: {} };
  return Properties.Environment.Variables;
};

/**
 * Everybody who may view a function's configuration can read its environment. checkov's exception depends on this
 * rule.
 */
export const environmentsHoldNoSecrets: Rule = {
  name: 'no environment holds a secret',
  violations: (template) =>
    functions(template)
      .filter(([, one]) => /\{\{resolve:/.test(JSON.stringify(variables(one))))
      .map(([id]) => id),
  breaks: {
    'a secret that CloudFormation reads': (template) => {
      for (const [, one] of functions(template)) {
        variables(one)['KEY'] = '{{resolve:secretsmanager:orderflow-ci-key}}';
      }
    },
  },
};

const DIGEST = 'EDGE_SECRET_SHA256';

const behindAnApi = (template: Template) => {
  // With a gradual deployment, the integration calls an alias.
  const ids = ofType(template, 'AWS::ApiGatewayV2::Integration').map(([, { Properties }]) => {
    const called = target(Properties.IntegrationUri) ?? '';
    return target(template.Resources[called]?.Properties.FunctionName) ?? called;
  });
  return functions(template).filter(([id]) => ids.includes(id));
};

export const apisAreClosedTogether: Rule = {
  name: 'all HTTP functions of a service know the edge by its secret, or none, and no other function does',
  violations: (template) => {
    const knowing = functions(template).filter(([, one]) => DIGEST in variables(one));
    const wanted = knowing.length === 0 ? [] : behindAnApi(template);
    const differs = (some: typeof wanted, others: typeof wanted) =>
      some.map(([id]) => id).filter((id) => !others.some(([other]) => other === id));
    return [...differs(knowing, wanted), ...differs(wanted, knowing)];
  },
  breaks: {
    'consumers that know it': (template) => {
      for (const [, one] of functions(template)) variables(one)[DIGEST] = 'ab'.repeat(32);
    },
    'a function that lets everybody in': (template) => {
      const [first, ...others] = behindAnApi(template);
      if (first) variables(first[1])[DIGEST] = 'ab'.repeat(32);
      for (const [, one] of others) delete variables(one)[DIGEST];
    },
  },
};
