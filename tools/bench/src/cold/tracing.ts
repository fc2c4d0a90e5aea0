import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { alternate, more, type Summary } from '../measure/alternate.ts';
import { number, percent } from '../report/format.ts';
import { atMost } from '../report/goals.ts';
import type { Goal, Table } from '../report/types.ts';
import { type Artifact, peerArtifact } from './artifacts.ts';
import { type LoadMeasure, load } from './load.ts';

const PEERS = {
  'bare SDK client': 'bareClient',
  'with our spans': 'tracedClient',
  'with the SDK of OpenTelemetry': 'sdkClient',
  'with the Tracer of Powertools': 'powertoolsClient',
};
type Started = Summary<LoadMeasure>;
const [BARE, OURS] = Object.keys(PEERS) as [string, string];

/** A DynamoDB that finds nothing, an OTLP endpoint, and the X-Ray daemon. */
async function backends() {
  const server = createServer((request, response) => {
    request.resume();
    response.setHeader('content-type', 'application/x-amz-json-1.0').end('{}');
  }).listen(0, '127.0.0.1');
  const daemon = createSocket('udp4').bind(0, '127.0.0.1');
  await Promise.all([once(server, 'listening'), once(daemon, 'listening')]);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    environment: {
      AWS_ENDPOINT_URL_DYNAMODB: url,
      OTEL_TRACES_SAMPLER_ARG: '1',
      AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${daemon.address().port}`,
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${url}/v1/traces`,
      POWERTOOLS_TRACE_ENABLED: 'true',
      AWS_XRAY_CONTEXT_MISSING: 'IGNORE_ERROR',
    },
    stop() {
      server.close();
      server.closeAllConnections();
      daemon.close();
    },
  };
}

/**
 * The cost of tracing in a cold start: CPU time until the handler is loaded, and until its first call is answered and
 * the spans are sent.
 */
export async function tracingStarts(
  dir: string,
  alias: Record<string, string>,
  rounds: number,
): Promise<{ table: Table; goals: Goal[] }> {
  const artifacts: Artifact[] = [];
  for (const [name, peer] of Object.entries(PEERS))
    artifacts.push(await peerArtifact(dir, name, peer, alias));
  const { environment, stop } = await backends();
  const runs = artifacts.map(({ name, file }) => [name, () => load(file, { called: environment })] as const);
  const results = await alternate(Object.fromEntries(runs), rounds, () => undefined).finally(stop);
  const added = (name: string, until: LoadMeasure) =>
    more(results[name] as Started, results[BARE] as Started, until);
  return {
    table: {
      title: `Tracing: CPU ms until the handler is there, and until its first call is answered, ${rounds} rounds`,
      columns: ['bundle', 'kB', 'ready', 'more than bare', 'answered', 'spread', 'more than bare'],
      rows: artifacts.map(({ name, bytes }) => {
        const { median, spread } = results[name] as Started;
        return [
          name,
          number(Math.ceil(bytes / 1000)),
          number(median.cpu),
          number(added(name, 'cpu')),
          number(median.answered),
          percent(spread.answered),
          number(added(name, 'answered')),
        ];
      }),
    },
    goals: [
      atMost('CPU ms that our spans add to a cold start', added(OURS, 'cpu'), 6),
      atMost(
        'CPU ms that our spans add to a cold start and its first call',
        added(OURS, 'answered'),
        6,
        'about 2 of it are modules of Node for UDP (a socket asks `cluster` whether it is a worker’s), 1 is the encoder’s first run, 2 those of the invocation’s span and its call’s, each timed by itself; with nothing recorded the same bundle adds 1.',
      ),
    ],
  };
}
