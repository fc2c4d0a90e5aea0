import { ofType, type Template, target } from '../../scripts/template.ts';
import type { Rule } from './rule.ts';

const functions = (template: Template) => ofType(template, 'AWS::Lambda::Function');

export const logsExpire: Rule = {
  name: 'a function has a log group with retention',
  violations: (template) => {
    const kept = ofType(template, 'AWS::Logs::LogGroup')
      .filter(([, { Properties }]) => Properties.RetentionInDays > 0)
      .map(([, { Properties }]) => Properties.LogGroupName);
    return functions(template)
      .filter(([, { Properties }]) => !kept.includes(`/aws/lambda/${Properties.FunctionName}`))
      .map(([id]) => id);
  },
  breaks: {
    'logs kept for ever': (template) => {
      for (const [, { Properties }] of ofType(template, 'AWS::Logs::LogGroup')) {
        delete Properties.RetentionInDays;
      }
    },
  },
};

export const rolesAreOwn: Rule = {
  name: 'a function has a role of its own',
  violations: (template) => {
    const roles = functions(template).map(([, { Properties }]) => target(Properties.Role));
    return functions(template)
      .filter((_, index) => !roles[index] || roles.filter((role) => role === roles[index]).length > 1)
      .map(([id]) => id);
  },
  breaks: {
    'a shared role': (template) => {
      for (const [, { Properties }] of functions(template)) {
        Properties.Role = { 'Fn::GetAtt': ['IamRoleLambdaExecution', 'Arn'] };
      }
    },
  },
};
