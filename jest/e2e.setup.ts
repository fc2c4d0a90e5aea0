import { clientEnvironment } from '../tools/local/src/environment.ts';
import { readSettings } from '../tools/local/src/settings.ts';
import { startLocalCopy } from './localCopy.ts';
import { running } from './running.ts';

/**
 * Starts the whole system; with ORDERFLOW_URL set, the tests use the local copy that already runs there, and with
 * ORDERFLOW_ENDPOINTS the deployed stage that the environment describes.
 */
export default async () => {
  if (process.env.ORDERFLOW_ENDPOINTS) return;
  const url = process.env.ORDERFLOW_URL;
  if (url) {
    Object.assign(process.env, clientEnvironment(readSettings({ ORDERFLOW_PORT: new URL(url).port })));
    return;
  }
  const copy = await startLocalCopy('dev.ts');
  running().set('e2e', copy);
  Object.assign(process.env, copy.environment);
};
