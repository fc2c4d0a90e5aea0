import { join } from 'node:path';
import { services } from '@orderflow/local/dev/services';
import { type PlannedMapping, startPoller } from '@orderflow/local/poller/poller';
import { Supervisor } from '@orderflow/local/processes/supervisor';
import { compileStacks } from '@orderflow/local/templates/compile';
import { loadStacks } from '@orderflow/local/templates/load';
import { settings, withEngines } from '../process/engines.ts';
import { type Counts, startStandIn } from '../standIn/standIn.ts';

const STACKS = ['base', 'orders'];

/** Engines and the orders service, whose functions reach the database through the stand-in as a proxy. */
export interface System {
  /** URL of the database itself. */
  dynamodb: string;
  /** The functions' calls to the database since the last call. */
  taken(): Promise<Counts>;
  /** Runs the service's event source mappings, with changes. */
  poll(change: (planned: PlannedMapping) => PlannedMapping): Promise<{ stop(): Promise<void> }>;
}

/** Runs `work` with this system. */
export async function withOrders<T>(work: (system: System) => Promise<T>): Promise<T> {
  const own = settings();
  return withEngines(async (dynamodb) => {
    const standIn = await startStandIn(dynamodb);
    const failure = Promise.withResolvers<never>();
    const supervisor = new Supervisor({
      logDir: join(own.stateDir, 'logs'),
      pidFile: join(own.stateDir, 'consumers.json'),
      print: () => {},
      onFailure: failure.reject,
    });
    try {
      await compileStacks(own, { only: STACKS });
      const stacks = await loadStacks(own, STACKS);
      const spec = services(own, stacks);
      await supervisor.start({ ...spec, env: { ...spec.env, AWS_ENDPOINT_URL_DYNAMODB: standIn.url } });
      const poll: System['poll'] = (change) => startPoller(own, stacks, () => {}, change);
      return await Promise.race([work({ dynamodb, taken: standIn.taken, poll }), failure.promise]);
    } finally {
      await supervisor.stop();
      standIn.stop();
    }
  });
}
