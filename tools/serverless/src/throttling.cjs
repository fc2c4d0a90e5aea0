const typed = ({ Resources }, type) => Object.entries(Resources).filter(([, { Type }]) => Type === type);

const limits = (rate, burst) => ({ ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst });

/**
 * Bounds what one API takes from callers, of the account's limit that all APIs of a region share, and what each of its
 * open routes takes of that: those who need no token must not use up what those who have one need.
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
    // A route's settings take the place of the API's as a whole, and name a route that has to be there.
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
