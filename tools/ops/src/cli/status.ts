import { readQueues } from '../readers/queues.ts';
import type { Command } from './command.ts';
import { duration, table } from './table.ts';

/** Shows queues, dead-letter queues, alarms and notices; exit code 1 while an alarm is on. */
export const status: Command = {
  usage: 'status',
  run: async (stage) => {
    const [queues, alarms, notices] = await Promise.all([
      readQueues(stage),
      stage.sources.alarms(),
      stage.sources.notices(),
    ]);
    const on = alarms.filter(({ state }) => state === 'ALARM');
    const rows = queues.map((one) => [
      one.shortName,
      one.waiting,
      one.inFlight,
      one.delayed,
      duration(one.oldestSeconds),
    ]);
    const lines = on.map((one) => `ALARM  ${one.name}\n       ${one.reason}\n       ${one.description}\n`);
    return {
      data: { queues, alarms, notices },
      text: [
        table(['QUEUE', 'WAITING', 'IN FLIGHT', 'DELAYED', 'OLDEST'], rows),
        ...(on.length > 0 ? lines : [`No alarm of ${alarms.length} is on.\n`]),
        ...notices.map(({ text, remedy }) => `NOTICE ${text}\n       ${remedy}\n`),
      ].join('\n'),
      exitCode: on.length > 0 ? 1 : 0,
    };
  },
};
