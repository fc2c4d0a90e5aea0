import { LaterError } from '@orderflow/domain';

/** An e-mail to one address, in both forms. */
export interface Mail {
  to: string;
  subject: string;
  text: string;
  html: string;
}

/**
 * Sends an e-mail, or says that it did not: MailRefusedError, MailNotSentError. Any other error leaves it open.
 */
export type SendMail = (mail: Mail) => Promise<void>;

/** The e-mail was not sent; it may be later. */
export class MailNotSentError extends LaterError {
  override readonly name: string = 'MailNotSentError';
}

/** The e-mail was not sent, and will not be before an operator has mended what the text says. */
export class MailHeldUpError extends MailNotSentError {
  override readonly name = 'MailHeldUpError';
}

/** The e-mail was not sent and never will be. Its text is kept in logs and histories, so it names nobody. */
export class MailRefusedError extends Error {
  override readonly name = 'MailRefusedError';
}

/** Whether an error proves that nothing went out, so that a lease on the mail may be given back. */
export const provesNotSent = (error: unknown): boolean =>
  error instanceof MailNotSentError || error instanceof MailRefusedError;
