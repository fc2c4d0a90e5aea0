import { LeaseHeldError } from '@orderflow/idempotency';
import { isOutage } from '@orderflow/lambda';
import { MailHeldUpError } from './mail.ts';

/**
 * True if the mails behind a failed one would fail, too: SES cannot be reached, or asks to wait. A MailHeldUpError may
 * concern one recipient only, and a LeaseHeldError concerns one mail.
 */
export const concernsAll = (error: unknown): boolean =>
  isOutage(error) && !(error instanceof MailHeldUpError) && !(error instanceof LeaseHeldError);
