import { ofType, type Template } from '@orderflow/stacks/template';
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

const routes = (template: Template) => ofType(template, 'AWS::ApiGatewayV2::Route');

/** Open routes must not use up the capacity that callers with a token need. */
export const openRoutesAreBounded: Rule = {
  name: 'a route without an authorizer has smaller limits than its API',
  violations: (template) =>
    routes(template)
      .filter(([, { Properties }]) => (Properties.AuthorizationType ?? 'NONE') === 'NONE')
      .filter(
        ([id, { Properties: route }]) =>
          !stages(template).some(([, { DependsOn = [], Properties: stage }]) => {
            const own = stage.RouteSettings?.[route.RouteKey] ?? {};
            const all = stage.DefaultRouteSettings;
            return (
              own.ThrottlingRateLimit < all.ThrottlingRateLimit &&
              own.ThrottlingBurstLimit < all.ThrottlingBurstLimit &&
              own.DetailedMetricsEnabled === all.DetailedMetricsEnabled &&
              [DependsOn].flat().includes(id)
            );
          }),
      )
      .map(([id]) => id),
  breaks: {
    'a route without limits': (template) => {
      for (const [, { Properties }] of stages(template)) delete Properties.RouteSettings;
    },
    'a stage that may come before the route': (template) => {
      for (const [, stage] of stages(template)) delete stage.DependsOn;
    },
    'a route as wide as its API': (template) => {
      for (const [, { Properties }] of stages(template)) {
        for (const own of Object.values<{ ThrottlingRateLimit: number }>(Properties.RouteSettings ?? {})) {
          own.ThrottlingRateLimit = Properties.DefaultRouteSettings.ThrottlingRateLimit;
        }
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
