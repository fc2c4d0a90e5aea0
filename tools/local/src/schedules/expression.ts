import { Cron } from 'croner';

/** The first time after `after` at which a schedule is due; undefined when none is left. */
export type NextTime = (after: Date) => Date | undefined;

const UNIT_MS: Record<string, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/**
 * Reads an EventBridge schedule expression: `rate(value unit)`, or `cron(minutes hours day-of-month month day-of-week
 * year)` in UTC. A rate counts from `start`; on AWS, from the creation of its rule.
 *
 * @throws Error when it is neither
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
 */
export function readExpression(expression: string, start: Date): NextTime {
  const [, kind, argument = ''] = /^(rate|cron)\((.*)\)$/.exec(expression) ?? [];
  try {
    if (kind === 'rate') return rate(argument, start);
    if (kind === 'cron') return cron(argument);
  } catch (cause) {
    throw new Error(`${expression} is no schedule: ${(cause as Error).message}`, { cause });
  }
  throw new Error(`${expression} is no schedule: it must be rate(…) or cron(…)`);
}

function rate(argument: string, start: Date): NextTime {
  const [, value, unit = ''] = /^([1-9]\d*) (minute|hour|day)s?$/.exec(argument) ?? [];
  if (value === undefined) throw new Error('a rate is a number and minutes, hours or days');
  const every = Number(value) * (UNIT_MS[unit] ?? 0);
  return (after) => {
    const passed = Math.floor((after.getTime() - start.getTime()) / every);
    return new Date(start.getTime() + (passed + 1) * every);
  };
}

function cron(argument: string): NextTime {
  const fields = argument.split(/\s+/);
  const [minutes, hours, dayOfMonth = '', month, dayOfWeek = '', year] = fields;
  if (fields.length !== 6) throw new Error('cron has six fields');
  if ([dayOfMonth, dayOfWeek].filter((field) => field === '?').length !== 1) {
    throw new Error('one of day-of-month and day-of-week must be ?');
  }
  const pattern = ['0', minutes, hours, dayOfMonth, month, lastOfWeek(dayOfWeek), year].join(' ');
  // Days of the week are 1 to 7 from Sunday.
  const job = new Cron(pattern.replaceAll('?', '*'), {
    mode: '7-part',
    timezone: 'UTC',
    alternativeWeekdays: true,
    // `0/15`: every 15 from 0 on.
    sloppyRanges: true,
    paused: true,
  });
  return (after) => job.nextRun(after) ?? undefined;
}

/** `L` is Saturday, `6L` the month's last Friday. */
const lastOfWeek = (field: string) => (field === 'L' ? '7' : field.replace(/^(\w+)L$/, '$1#L'));
