const { addressOf } = require('./address.cjs');
const { parameters } = require('./consumers.cjs');

/** The stages of pull requests (preview.yml) are too many for a block each. */
const PULL_REQUEST = /^pr-\d+$/;

/** What the clicks stream is: `clicks` of params.yml, in words for whoever mistypes it. */
const CLICKS = ['on-demand', 'shard', 'off'];

/**
 * The parameters of params.yml, with what the stage's profile says below what the stage itself says. A profile is a
 * block of params.yml that several stages share: `profile: small` in a stage's block, or `--param profile=small`.
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
      // `--param` gives text, where the bundler wants true or false.
      bundleMaps: value('sourceMaps') === 'true',
      // Lambda offers its daemon to a function that it traces itself, and takes money for what it records then.
      activeTracing: share > 0 && value('otlpEndpoint') === '',
      ...(clicks === 'off' ? withoutClicks(stage) : {}),
    },
  };
};

/** The edge's address where it is known before the edge is there: it stands on the services. */
const edgeOf = (parameter) =>
  parameter('edgeDomain') === '' ? parameter('edgeUrl') : `https://${parameter('edgeDomain')}`;

/** In place of the exports of a stream that is not there. The function that would put clicks on it says so. */
const withoutClicks = (stage) => ({
  clicksStream: '',
  clicksStreamArn: {
    'Fn::Sub': `arn:\${AWS::Partition}:kinesis:\${AWS::Region}:\${AWS::AccountId}:stream/orderflow-${stage}-clicks`,
  },
});
