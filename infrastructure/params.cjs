const { addressOf } = require('./address.cjs');
const { parameters } = require('./consumers.cjs');

/** Stages of pull requests (preview.yml): too many for a block each. */
const PULL_REQUEST = /^pr-\d+$/;

/** The values of `clicks` in params.yml, for the error message. */
const CLICKS = ['on-demand', 'shard', 'off'];

/**
 * The parameters of params.yml: the stage's own values, then those of its profile. A profile is a block of params.yml
 * that several stages share: `profile: small` in a stage's block, or `--param profile=small`.
 */
module.exports = async ({ options, resolveVariable }) => {
  const stage = await resolveVariable('sls:stage');
  const written = await resolveVariable(`file(${addressOf('params.yml')})`);
  const queues = await parameters(resolveVariable);
  const blocks = {
    ...written,
    default: { bundleMaps: false, activeTracing: true, ...queues.default, ...written.default },
    local: { ...queues.local, ...written.local },
  };
  const told = Object.fromEntries([options.param ?? []].flat().map((one) => one.split(/=(.*)/s, 2)));
  const own = blocks[stage] ?? {};
  const profile = told.profile ?? own.profile ?? (PULL_REQUEST.test(stage) ? 'preview' : undefined);
  if (profile && !blocks[profile]) throw new Error(`there is no profile "${profile}" in params.yml`);
  const params = { ...blocks[profile], ...own };
  const value = (name) => String(told[name] ?? params[name] ?? blocks.default[name]);
  const clicks = value('clicks');
  if (!CLICKS.includes(clicks)) throw new Error(`clicks is one of ${CLICKS.join(', ')}, not "${clicks}"`);
  const share = Number(value('traceShare'));
  if (!(share >= 0 && share <= 1))
    throw new Error(`traceShare is a number from 0 to 1, not "${value('traceShare')}"`);
  const from = value('countFrom');
  if (from !== 'always' && !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(from))
    throw new Error(`countFrom is "always" or a time such as 2026-12-01T12:00:00Z, not "${from}"`);
  const edge = edgeOf(value);
  return {
    ...blocks,
    [stage]: {
      ...(edge && { confirmationUrl: `${edge}/onboarding/confirm` }),
      ...params,
      // `--param` gives text, but the bundler needs true or false.
      bundleMaps: value('sourceMaps') === 'true',
      // Lambda offers its X-Ray daemon only to a function with active tracing, and then charges for the traces.
      activeTracing: share > 0 && value('otlpEndpoint') === '',
      ...(clicks === 'off' ? withoutClicks(stage) : {}),
    },
  };
};

/** The edge's address, if it is known before the edge is deployed: the edge comes after the services. */
const edgeOf = (parameter) =>
  parameter('edgeDomain') === '' ? parameter('edgeUrl') : `https://${parameter('edgeDomain')}`;

/** Replaces the exports of a stream that does not exist. The function that would write to it reports that. */
const withoutClicks = (stage) => ({
  clicksStream: '',
  clicksStreamArn: {
    'Fn::Sub': `arn:\${AWS::Partition}:kinesis:\${AWS::Region}:\${AWS::AccountId}:stream/orderflow-${stage}-clicks`,
  },
});
