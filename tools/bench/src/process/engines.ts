import { Copy } from '@orderflow/local/dev/copy';
import { readSettings, type Settings } from '@orderflow/local/settings';

/** Not a port of the copies that people work with. */
export const PORT = '6700';

export const settings = (): Settings => readSettings({ ...process.env, ORDERFLOW_PORT: PORT });

/**
 * Runs `work` with its own database, which has the base stack's tables, empty. It is AWS's own engine, which reports
 * the units of a call, unless ORDERFLOW_DYNAMODB names another.
 */
export async function withEngines<T>(work: (dynamodb: string) => Promise<T>): Promise<T> {
  const own = settings();
  const failure = Promise.withResolvers<never>();
  const copy = new Copy(own, {
    keep: false,
    database: 'dynamodb-local',
    print: () => {},
    onFailure: failure.reject,
  });
  try {
    await copy.startEngines();
    return await Promise.race([work(own.endpoints.dynamodb), failure.promise]);
  } finally {
    await copy.stop();
  }
}
