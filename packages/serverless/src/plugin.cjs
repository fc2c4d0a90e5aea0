const { dropSharedRole } = require('./sharedRole.cjs');
const { throttle } = require('./throttling.cjs');

const SETTINGS = {
  type: 'object',
  properties: { rateLimit: { type: 'number' }, burstLimit: { type: 'number' } },
  required: ['rateLimit', 'burstLimit'],
  additionalProperties: false,
};

/** Serverless Framework plugin, set up by `custom.orderflow`; runs when all resources of the template are there. */
class Orderflow {
  constructor(serverless) {
    serverless.configSchemaHandler.defineCustomProperties({
      type: 'object',
      properties: { orderflow: SETTINGS },
      required: ['orderflow'],
    });
    this.hooks = {
      'before:package:finalize': () => {
        const template = serverless.service.provider.compiledCloudFormationTemplate;
        dropSharedRole(template);
        throttle(template, serverless.service.custom.orderflow);
      },
    };
  }
}

module.exports = Orderflow;
