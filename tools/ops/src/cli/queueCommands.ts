import { peek } from '../readers/messages.ts';
import { purge } from '../readers/purge.ts';
import { type Redriven, redrive } from '../readers/redrive.ts';
import type { Command } from './command.ts';

export const peekCommand: Command = {
  usage: 'peek QUEUE [--limit N]',
  run: async (stage, queue, { limit = '10' }) => {
    const data = await peek(stage, queue, positive('--limit', limit));
    const text = data.map(
      (one) =>
        `${one.messageId}  received ${one.receiveCount} times, sent ${one.sentAt}\n` +
        (one.correlationId ? `  correlation id: ${one.correlationId}\n` : '') +
        (one.error ? `  error: ${one.error}\n` : '') +
        `  ${JSON.stringify(one.body)}\n`,
    );
    return { data, text: text.join('\n') || `${queue} has nothing to show.\n` };
  },
};

export const redriveCommand: Command = {
  usage: 'redrive DLQ [--filter TEXT] [--rate N] [--dry-run]',
  asks: (queue, flags) => (flags['dry-run'] ? undefined : `Send messages of ${queue} back to be consumed?`),
  run: async (stage, queue, flags) => {
    const data = await redrive(stage, queue, {
      dryRun: flags['dry-run'],
      ...(flags.filter === undefined ? {} : { filter: flags.filter }),
      ...(flags.rate === undefined ? {} : { perSecond: positive('--rate', flags.rate) }),
    });
    return { data, text: `${said(data)} from ${data.from} to ${data.to}; ${data.left} stay.\n` };
  },
};

export const purgeCommand: Command = {
  usage: 'purge DLQ',
  asks: (queue) => `Delete every message of ${queue} for good?`,
  run: async (stage, queue) => {
    const purged = await purge(stage, queue);
    return { data: { purged }, text: `${purged} is empty.\n` };
  },
};

function said({ bySqs, moved, dryRun }: Redriven): string {
  if (!bySqs) return `${moved.length} messages ${dryRun ? 'would move' : 'moved'}`;
  const messages = `${bySqs.moved} of ${bySqs.total} messages`;
  return bySqs.running ? `${messages} moved so far, SQS goes on with the rest` : `${messages} moved by SQS`;
}

function positive(option: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new Error(`${option} needs a whole number from 1 on`);
  return value;
}
