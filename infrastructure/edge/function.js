// The edge's only code: a CloudFront Function (JavaScript runtime 2.0) for viewer requests and viewer responses
// alike. Assigns every visitor a variant of the experiment, keeps it in the cookie `bucket`, and tells the origins.
// The runtime supports only a part of ES 6 to 12, without `for…of`, classes, spread and more. Unsupported code is
// accepted at deployment, but every request then gets a 503. infrastructure/test/rules/edgeFunction.ts has the list,
// and tools/local/src/edge/viewerFunction.test.ts runs this file in the runtime's own engine.
import cf from 'cloudfront';

// biome-ignore lint/style/useNodejsImportProtocol: the runtime's own module, not Node's
const crypto = require('crypto');

const HEADER = 'x-experiment-bucket';
const COOKIE = 'bucket';
const BUCKETS = ['A', 'B'];
const EVEN = { A: 50, B: 50 };
const YEAR = 31536000;

// biome-ignore lint/correctness/noUnusedVariables: the runtime calls it
async function handler(event) {
  const sent = event.request.cookies[COOKIE];
  const known = sent !== undefined && BUCKETS.indexOf(sent.value) !== -1;
  const bucket = known ? sent.value : await assign(event.context.requestId);
  if (event.context.eventType === 'viewer-request') {
    // Replaces a header of the caller.
    event.request.headers[HEADER] = { value: bucket };
    return event.request;
  }
  const response = event.response;
  response.headers[HEADER] = { value: bucket };
  if (!known) {
    response.cookies[COOKIE] = {
      value: bucket,
      attributes: `Path=/; Max-Age=${YEAR}; Secure; HttpOnly; SameSite=Lax`,
    };
  }
  return response;
}

// A request and its response have the same id, so both events of a first visit give the same bucket.
async function assign(requestId) {
  const weights = await readWeights();
  const digest = crypto.createHash('sha256').update(requestId).digest('hex');
  let point = (parseInt(digest.slice(0, 8), 16) / 0x100000000) * sum(weights);
  const drawn = BUCKETS.find((bucket) => {
    point -= weights[bucket];
    return point < 0;
  });
  return drawn || BUCKETS[0];
}

// From the key-value store: `{"A":90,"B":10}` under the key `weights`. Equal weights if they are missing or invalid.
async function readWeights() {
  try {
    const weights = await cf.kvs().get('weights', { format: 'json' });
    const sound = BUCKETS.every((bucket) => Number.isFinite(weights[bucket]) && weights[bucket] >= 0);
    return sound && sum(weights) > 0 ? weights : EVEN;
  } catch (_) {
    return EVEN;
  }
}

function sum(weights) {
  return BUCKETS.reduce((total, bucket) => total + weights[bucket], 0);
}
