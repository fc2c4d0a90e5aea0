import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { alternate } from '../measure/alternate.ts';
import { number, percent } from '../report/format.ts';
import { atMost } from '../report/goals.ts';
import type { Goal, Table } from '../report/types.ts';
import { type Artifact, peerArtifact } from './artifacts.ts';
import { load } from './load.ts';

const PEERS = {
  'bare SDK client': 'bareClient',
  'with our spans': 'tracedClient',
  'with the SDK of OpenTelemetry': 'sdkClient',
  'with the Tracer of Powertools': 'powertoolsClient',
};
const [BARE, OURS] = Object.keys(PEERS) as [string, string];

const WHY =
  'two runs of 150 rounds on one machine gave 5.0 and 8.8, at a spread of 57%; Lambda’s own processors were not asked. What is left to save is the socket, which is made for each invocation.';

/** DynamoDB that finds nothing, an OTLP endpoint, and the daemon of X-Ray. */
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

/** What tracing takes of a cold start: CPU until the first call is answered and its spans are sent. */
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
  const cpu = (name: string) => results[name]?.median.cpu ?? Number.NaN;
  return {
    table: {
      title: `Tracing: until the first call is answered, ${rounds} rounds`,
      columns: ['bundle', 'kB', 'CPU ms', 'spread', 'more than the bare one'],
      rows: artifacts.map(({ name, bytes }) => [
        name,
        number(Math.ceil(bytes / 1000)),
        number(cpu(name)),
        percent(results[name]?.spread.cpu ?? Number.NaN),
        number(cpu(name) - cpu(BARE)),
      ]),
    },
    goals: [atMost('CPU ms that our spans add to a cold start and its call', cpu(OURS) - cpu(BARE), 6, WHY)],
  };
}
