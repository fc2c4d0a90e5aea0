import { measure, scheduled } from '@orderflow/lambda';
import { tidyImports } from '../models/tidyImports.ts';

export const handler = scheduled(async ({ time, now, log }) => {
  const { abandoned, stuck } = await tidyImports(time, now);
  for (const importId of abandoned) log.info('import abandoned', { importId });
  for (const one of stuck) log.warn('import is stuck', { ...one });
  // An alarm watches ImportsStuck, so it is always reported. ImportsAbandoned costs nothing while it is zero.
  measure('Count', { ImportsStuck: stuck.length });
  if (abandoned.length > 0) measure('Count', { ImportsAbandoned: abandoned.length });
  return { abandoned: abandoned.length, stuck: stuck.length };
});
