import { LeaseHeldError } from '@orderflow/idempotency';
import { isOutage } from '@orderflow/lambda';
import { MailHeldUpError } from './mail.ts';

/**
 * Whether the mails behind one that failed would fare the same: SES cannot be reached, or asks to wait. An operator may
 * hold up one recipient only, and a lease is of one mail.
 */
export const concernsAll = (error: unknown): boolean =>
  isOutage(error) && !(error instanceof MailHeldUpError) && !(error instanceof LeaseHeldError);
