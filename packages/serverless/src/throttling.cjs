/** Bounds what one API takes from callers, of the account's limit that all APIs of a region share. */
function throttle({ Resources }, { rateLimit, burstLimit }) {
  for (const { Type, Properties } of Object.values(Resources)) {
    if (Type !== 'AWS::ApiGatewayV2::Stage') continue;
    Properties.DefaultRouteSettings = {
      ...Properties.DefaultRouteSettings,
      ThrottlingRateLimit: rateLimit,
      ThrottlingBurstLimit: burstLimit,
    };
  }
}

module.exports = { throttle };
