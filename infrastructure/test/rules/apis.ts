import { ofType, type Template } from '../../scripts/template.ts';
import type { Rule } from './rule.ts';

const stages = (template: Template) => ofType(template, 'AWS::ApiGatewayV2::Stage');

export const apisAreBounded: Rule = {
  name: 'an API is throttled and logs every request as JSON',
  violations: (template) =>
    stages(template)
      .filter(([, { Properties }]) => {
        const { ThrottlingRateLimit, ThrottlingBurstLimit } = Properties.DefaultRouteSettings ?? {};
        const { DestinationArn, Format = '' } = Properties.AccessLogSettings ?? {};
        return !(ThrottlingRateLimit > 0 && ThrottlingBurstLimit > 0 && DestinationArn && isJson(Format));
      })
      .map(([id]) => id),
  breaks: {
    'no limits': (template) => {
      for (const [, { Properties }] of stages(template)) delete Properties.DefaultRouteSettings;
    },
    'no access log': (template) => {
      for (const [, { Properties }] of stages(template)) delete Properties.AccessLogSettings;
    },
    'an access log as plain text': (template) => {
      for (const [, { Properties }] of stages(template)) {
        Properties.AccessLogSettings.Format = '$context.requestId $context.status';
      }
    },
  },
};

function isJson(format: string): boolean {
  try {
    return typeof JSON.parse(format) === 'object';
  } catch {
    return false;
  }
}
