import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { LeaseHeldError, onceOutside } from '@orderflow/idempotency';
import { env } from '@orderflow/lambda';
import { provesNotSent, type SendMail, sendBySes } from '@orderflow/mail';
import { type PutReport, putReport } from '../lib/reportsBucket.ts';
import { store as defaultStore, type Store } from '../lib/store.ts';
import { toCsv } from '../report/csv.ts';
import { reportMail } from '../report/mail.ts';
import type { Report } from '../report/report.ts';
import { makeReport, markDelivered, readReport } from './reports.ts';

/** Longer than a mail can take to send, by the timeouts of its client. */
const LEASE_MS = 15_000;
const ASK_AGAIN_MS = 500;
/** Enough to outlast a lease. */
const MAX_ASKS = 40;

/** The effects outside DynamoDB. */
export interface Outlets {
  put: PutReport;
  send: SendMail;
  /** Waits between two attempts while another run holds the lease. */
  pause(): Promise<unknown>;
}

const outlets: Outlets = { put: putReport, send: sendBySes, pause: () => sleep(ASK_AGAIN_MS) };

/**
 * Makes, stores and mails the report of a date. Every step may be repeated, by later or concurrent runs: the report is
 * made once, stored as the same objects, and mailed under a lease.
 *
 * The mail goes out twice when a run dies, or loses the answer of SES, between sending it and completing its lease.
 *
 * @throws MailRefusedError; LeaseHeldError when another run holds the lease for longer than it can.
 */
export async function deliverReport(
  date: string,
  now: Date,
  store: Store = defaultStore,
  { put, send, pause }: Outlets = outlets,
): Promise<void> {
  const item = await makeReport(date, now, store);
  if (item.deliveredAt) return;
  const report = readReport(item);
  await put(`daily/${date}.json`, `${item.json}\n`, 'application/json');
  await put(`daily/${date}.csv`, toCsv(report), 'text/csv; charset=utf-8');
  await mailOnce(report, store, send, pause);
  await markDelivered(date, now, store);
}

/** If another run is sending the mail, this one waits: then either the mail is sent, or the other run is dead. */
async function mailOnce(
  report: Report,
  { client, seen }: Store,
  send: SendMail,
  pause: Outlets['pause'],
): Promise<void> {
  const lease = {
    client,
    table: seen,
    key: `daily-report#${report.date}`,
    owner: randomUUID(),
    leaseMs: LEASE_MS,
    didNotHappen: provesNotSent,
  };
  for (let asked = 1; ; asked++) {
    try {
      await onceOutside(lease, () => send(reportMail(env('REPORT_RECIPIENT'), report)));
      return;
    } catch (error) {
      if (!(error instanceof LeaseHeldError) || asked === MAX_ASKS) throw error;
    }
    await pause();
  }
}
