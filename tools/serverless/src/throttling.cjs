const typed = ({ Resources }, type) => Object.entries(Resources).filter(([, { Type }]) => Type === type);

const limits = (rate, burst) => ({ ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst });

/**
 * Limits the requests of one API, since all APIs of a region share the account's limit, and the requests of each open
 * route: callers without a token must not use up the capacity for callers with one.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html
 */
function throttle(template, { rateLimit, burstLimit, openRateLimit, openBurstLimit, routeRateLimits }) {
  const open = typed(template, 'AWS::ApiGatewayV2::Route').filter(
    ([, { Properties }]) => (Properties.AuthorizationType ?? 'NONE') === 'NONE',
  );
  for (const [, stage] of typed(template, 'AWS::ApiGatewayV2::Stage')) {
    const { DefaultRouteSettings, RouteSettings } = stage.Properties;
    stage.Properties.DefaultRouteSettings = { ...DefaultRouteSettings, ...limits(rateLimit, burstLimit) };
    if (open.length === 0) continue;
    // A route's settings replace the API's settings as a whole. The route must exist.
    const own = (route) => ({
      ...DefaultRouteSettings,
      ...limits(routeRateLimits[route] ?? openRateLimit, openBurstLimit),
    });
    stage.Properties.RouteSettings = {
      ...RouteSettings,
      ...Object.fromEntries(
        open.map(
          ([
            ,
            {
              Properties: { RouteKey },
            },
          ]) => [RouteKey, own(RouteKey)],
        ),
      ),
    };
    stage.DependsOn = [...[stage.DependsOn ?? []].flat(), ...open.map(([id]) => id)];
  }
}

module.exports = { throttle };
