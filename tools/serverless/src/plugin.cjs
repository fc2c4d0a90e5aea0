const { guardServers } = require('@orderflow/guard');
const { alarm } = require('./alarms.cjs');
const { bound } = require('./boundary.cjs');
const { reserve, uncap } = require('./concurrency.cjs');
const { deployGradually, usesAlias } = require('./gradual.cjs');
const { useKeptBundles } = require('./keptBundles.cjs');
const { ownLogGroups } = require('./logs.cjs');
const { refuseReservedAddresses } = require('./mailAddresses.cjs');
const { closeOrigins } = require('./origins.cjs');
const { dropRoleNames, dropSharedRole, UNNAMED } = require('./roles.cjs');
const { leaveOutCode } = require('./templateOnly.cjs');
const { throttle } = require('./throttling.cjs');

const number = { type: 'number', minimum: 0 };
const SETTINGS = {
  type: 'object',
  properties: {
    rateLimit: number,
    burstLimit: number,
    openRateLimit: number,
    openBurstLimit: number,
    routeRateLimits: { type: 'object', additionalProperties: number },
    deployment: { type: 'string', pattern: '^(AllAtOnce|(Canary|Linear)10Percent\\w+)$' },
    provisionedConcurrency: number,
    reservedConcurrency: number,
    uncapped: { type: 'array', items: { type: 'string' } },
    alarmTopic: {},
    alarms: { enum: ['all', 'outcomes', 'vital', 'none'] },
    compositeAlarms: { type: 'boolean' },
    clicks: { enum: ['on-demand', 'shard', 'off'] },
    permissionsBoundary: {},
    edgeSecretSha256: { type: 'string', pattern: '^([0-9a-f]{64}(,[0-9a-f]{64})*)?$' },
    edgeDomain: { type: 'string' },
    edgeUrl: { type: 'string', pattern: '^(https?://[^/]+)?$' },
    sourceMaps: { type: 'boolean' },
  },
  required: [
    'rateLimit',
    'burstLimit',
    'openRateLimit',
    'openBurstLimit',
    'routeRateLimits',
    'deployment',
    'provisionedConcurrency',
    'reservedConcurrency',
    'uncapped',
    'alarmTopic',
    'alarms',
    'compositeAlarms',
    'clicks',
    'permissionsBoundary',
    'edgeSecretSha256',
    'edgeDomain',
    'edgeUrl',
    'sourceMaps',
  ],
  additionalProperties: false,
};

/** The clicks stream is the only Kinesis stream: without it, functions that read one are removed. */
function dropStreamConsumers(functions) {
  for (const [name, { events = [] }] of Object.entries(functions)) {
    if (events.some(({ stream }) => stream?.type === 'kinesis')) delete functions[name];
  }
}

/** Serverless Framework plugin, configured by `custom.orderflow`; completes the template when it has all resources. */
class Orderflow {
  constructor(serverless) {
    serverless.configSchemaHandler.defineCustomProperties({
      type: 'object',
      properties: { orderflow: SETTINGS },
      required: ['orderflow'],
    });
    this.hooks = {
      // A service that is started by hand accepts any token, so web pages must not reach it.
      'before:offline:start': () => guardServers(),
      'before:offline:start:init': () => guardServers(),
      initialize: () => {
        const { custom, functions, provider } = serverless.service;
        if (custom.orderflow.clicks === 'off') dropStreamConsumers(functions);
        for (const one of Object.values(functions)) one.iamRoleStatementsName = UNNAMED;
        this.keepBundles = leaveOutCode(serverless) ? () => {} : useKeptBundles(serverless);
        closeOrigins(functions, custom.orderflow);
        uncap(functions, custom.orderflow);
        // https://nodejs.org/api/cli.html#--enable-source-maps
        if (custom.orderflow.sourceMaps) provider.environment.NODE_OPTIONS = '--enable-source-maps';
        if (!usesAlias(custom.orderflow)) return;
        provider.versionFunctions = true;
        for (const one of Object.values(functions)) {
          one.versionFunction = one.events?.some(({ httpApi }) => httpApi) ?? false;
        }
      },
      'after:package:createDeploymentArtifacts': () => this.keepBundles(),
      'before:deploy:deploy': () => {
        const environments = Object.values(serverless.service.functions).map((one) => one.environment);
        refuseReservedAddresses(serverless.getProvider('aws').getStage(), environments);
      },
      // Only now the template also has the service's `resources`, such as a state machine.
      'after:aws:package:finalize:mergeCustomProviderResources': () => {
        const template = serverless.service.provider.compiledCloudFormationTemplate;
        const settings = serverless.service.custom.orderflow;
        dropSharedRole(template);
        dropRoleNames(template);
        ownLogGroups(template);
        throttle(template, settings);
        reserve(template, settings);
        const { service } = serverless.service;
        const stage = serverless.getProvider('aws').getStage();
        alarm(template, service, stage, settings);
        deployGradually(template, stage, settings);
        bound(template, settings);
      },
    };
  }
}

module.exports = Orderflow;
