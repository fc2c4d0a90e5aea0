import { type AwsRule, every, failing, ranges, some } from './rule.ts';

const QUOTAS = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html';
const ROUTE = 'AWS::ApiGatewayV2::Route';
const INTEGRATION = 'AWS::ApiGatewayV2::Integration';
const STAGE = 'AWS::ApiGatewayV2::Stage';
const AUTHORIZER = 'AWS::ApiGatewayV2::Authorizer';
const API = 'AWS::ApiGatewayV2::Api';

const integrations = ranges(INTEGRATION, QUOTAS, { TimeoutInMillis: [50, 30_000] });

const functionsEndInTime: AwsRule = {
  name: 'a function that callers wait for ends before its API does, after 30 s at most',
  source: QUOTAS,
  check: (stage) => {
    const functions = every(stage, 'AWS::Lambda::Function');
    return failing(stage, INTEGRATION, ({ Properties: { IntegrationUri, TimeoutInMillis = 30_000 } }) => {
      const name = /:function:([^:]+)/.exec(IntegrationUri)?.[1];
      const timeout = functions.find(({ Properties }) => Properties.FunctionName === name)?.Properties
        .Timeout;
      return timeout !== undefined && timeout * 1_000 < TimeoutInMillis;
    });
  },
  counterexamples: {
    'a function that takes longer': (stage) => {
      for (const { Properties } of every(stage, 'AWS::Lambda::Function')) Properties.Timeout = 30;
    },
  },
};

const countsFit: AwsRule = {
  name: 'an API has at most 300 routes and integrations and 10 authorizers of 50 audiences, a route 10 scopes',
  source: QUOTAS,
  notProven: 'an account has 600 APIs a region',
  check: (stage) => [
    ...Object.entries(stage.stacks).flatMap(([name, { Resources }]) => {
      const count = (type: string) => Object.values(Resources).filter(({ Type }) => Type === type).length;
      const fits = count(ROUTE) <= 300 && count(INTEGRATION) <= 300 && count(AUTHORIZER) <= 10;
      return fits ? [] : [name];
    }),
    ...failing(stage, AUTHORIZER, ({ Properties }) => Properties.JwtConfiguration.Audience.length <= 50),
    ...failing(stage, ROUTE, ({ Properties }) => (Properties.AuthorizationScopes ?? []).length <= 10),
  ],
  counterexamples: {
    'too many routes': (stage) => {
      const { stack, one } = some(stage, ROUTE);
      const resources = stage.stacks[stack]?.Resources ?? {};
      for (let index = 0; index < 300; index++) resources[`Route${index}`] = structuredClone(one);
    },
    'too many scopes': (stage) => {
      some(stage, ROUTE).Properties.AuthorizationScopes = Array(11).fill('orders:read');
    },
    'too many audiences': (stage) => {
      some(stage, AUTHORIZER).Properties.JwtConfiguration.Audience = Array(51).fill('orderflow');
    },
  },
};

const routesAreTaken: AwsRule = {
  name: 'a route is a method and a path that no other route of its API has, with variables as whole segments and a greedy one last',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html',
  check: (stage) => {
    const all = every(stage, ROUTE).map(({ at, stack, Properties }) => ({
      at,
      stack,
      key: Properties.RouteKey,
    }));
    const plain = (key: string) => key.replaceAll(/\{[^}]*\}/g, '{}');
    return all
      .filter(
        ({ stack, key }) =>
          !/^(ANY|GET|HEAD|OPTIONS|PATCH|POST|PUT|DELETE) (\/|(\/([\w.~:-]+|\{\w+\}))*(\/\{\w+\+\})?)$/.test(
            key,
          ) || all.filter((one) => one.stack === stack && plain(one.key) === plain(key)).length > 1,
      )
      .map(({ at, key }) => `${at}: ${key}`);
  },
  counterexamples: {
    'one route twice': (stage) => {
      const { stack, one } = some(stage, ROUTE);
      const resources = stage.stacks[stack]?.Resources ?? {};
      resources['Again'] = structuredClone(one);
    },
    'a variable within a segment': (stage) => {
      some(stage, ROUTE).Properties.RouteKey = 'GET /orders/order-{orderId}';
    },
  },
};

const authorizersTrustIssuers: AwsRule = {
  name: 'a JWT authorizer has an HTTPS issuer, an audience and reads one header; routes with scopes have an authorizer',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html',
  notProven:
    "that API Gateway reaches the issuer's discovery document and keys within 1,500 ms when the stack is made and at run time, and that `iss` is the issuer to the letter",
  check: (stage) => [
    ...failing(stage, AUTHORIZER, ({ Properties: { AuthorizerType, IdentitySource, JwtConfiguration } }) => {
      const { Issuer, Audience } = JwtConfiguration ?? {};
      const source = [IdentitySource].flat().join();
      return (
        AuthorizerType === 'JWT' &&
        /^https:\/\/[^\s/?#]+(\/[^\s?#]*)?$/.test(Issuer) &&
        Audience?.length > 0 &&
        Audience.every((one: unknown) => typeof one === 'string' && one !== '') &&
        /^\$request\.(header|querystring)\.[\w-]+$/.test(source)
      );
    }),
    ...failing(
      stage,
      ROUTE,
      ({ Properties }) => !Properties.AuthorizationScopes?.length || Properties.AuthorizationType === 'JWT',
    ),
  ],
  counterexamples: {
    'an issuer without TLS': (stage) => {
      some(stage, AUTHORIZER).Properties.JwtConfiguration.Issuer = 'http://login.example.com/';
    },
    'no audience': (stage) => {
      some(stage, AUTHORIZER).Properties.JwtConfiguration.Audience = [];
    },
    'scopes for anybody': (stage) => {
      some(stage, ROUTE, ({ Properties }) => Properties.AuthorizationScopes).Properties.AuthorizationType =
        'NONE';
    },
  },
};

/** Shared by all APIs of an account and region. */
const ACCOUNT = { rate: 10_000, burst: 5_000 };

const limitsAreWithin: AwsRule = {
  name: "an API's limits are within the account's 10,000 requests a second and 5,000 at once, and those of a route are of a route that it has",
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html',
  notProven: 'all stages of an account share its limits: the sum of what several stages take may be more',
  check: (stage) =>
    failing(stage, STAGE, ({ stack, Properties: { DefaultRouteSettings = {}, RouteSettings = {} } }) => {
      const keys = every(stage, ROUTE)
        .filter((route) => route.stack === stack)
        .map(({ Properties }) => Properties.RouteKey);
      const within = ({ ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst }: Record<string, number>) =>
        (rate ?? 0) <= ACCOUNT.rate && (burst ?? 0) <= ACCOUNT.burst;
      return (
        within(DefaultRouteSettings) &&
        Object.entries<Record<string, number>>(RouteSettings).every(
          ([key, own]) => keys.includes(key) && within(own),
        )
      );
    }),
  counterexamples: {
    'more than the account has': (stage) => {
      some(stage, STAGE).Properties.DefaultRouteSettings.ThrottlingBurstLimit = 5_001;
    },
    'limits of a route that is not there': (stage) => {
      some(stage, STAGE).Properties.RouteSettings = { 'GET /gone': { ThrottlingRateLimit: 1 } };
    },
  },
};

const accessLogsAreTaken: AwsRule = {
  name: 'the format of an access log is one line of up to 3 KB that names the request',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html',
  check: (stage) =>
    failing(stage, STAGE, ({ Properties: { AccessLogSettings } }) => {
      if (!AccessLogSettings) return true;
      const { Format = '' } = AccessLogSettings;
      return (
        Buffer.byteLength(Format) <= 3_072 &&
        !/[\r\n]/.test(Format) &&
        /\$context\.(extendedR|r)equestId/.test(Format)
      );
    }),
  counterexamples: {
    'two lines': (stage) => {
      some(stage, STAGE).Properties.AccessLogSettings.Format += '\n';
    },
    'no request id': (stage) => {
      some(stage, STAGE).Properties.AccessLogSettings.Format = '{"status":"$context.status"}';
    },
    'too long': (stage) => {
      some(stage, STAGE).Properties.AccessLogSettings.Format += 'x'.repeat(3_072);
    },
  },
};

const corsIsTaken: AwsRule = {
  name: 'an API that takes any origin takes no credentials, and browsers keep its answer for a day at most',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html',
  check: (stage) =>
    failing(stage, API, ({ Properties: { CorsConfiguration: cors } }) => {
      const { AllowOrigins = [], AllowCredentials, MaxAge = 0 } = cors ?? {};
      return !(AllowCredentials && AllowOrigins.includes('*')) && MaxAge >= -1 && MaxAge <= 86_400;
    }),
  counterexamples: {
    'credentials from anywhere': (stage) => {
      some(stage, API).Properties.CorsConfiguration = { AllowOrigins: ['*'], AllowCredentials: true };
    },
    'an answer that is kept for a week': (stage) => {
      some(stage, API).Properties.CorsConfiguration = { AllowOrigins: ['*'], MaxAge: 604_800 };
    },
  },
};

export const API_GATEWAY = [
  integrations,
  functionsEndInTime,
  countsFit,
  routesAreTaken,
  authorizersTrustIssuers,
  limitsAreWithin,
  accessLogsAreTaken,
  corsIsTaken,
];
