import { LaterError } from '@orderflow/domain';

/** An e-mail to one address, in both forms. */
export interface Mail {
  to: string;
  subject: string;
  text: string;
  html: string;
}

/** Sends an e-mail. MailRefusedError and MailNotSentError say that it was not sent; any other error leaves that open. */
export type SendMail = (mail: Mail) => Promise<void>;

/** The e-mail was not sent; it may be later. */
export class MailNotSentError extends LaterError {
  override readonly name: string = 'MailNotSentError';
}

/** The e-mail was not sent, and will not be until an operator has fixed what the text says. */
export class MailHeldUpError extends MailNotSentError {
  override readonly name = 'MailHeldUpError';
}

/** The e-mail was not sent and never will be. The error's text is kept in logs and histories, so it names nobody. */
export class MailRefusedError extends Error {
  override readonly name = 'MailRefusedError';
}

/** True if an error proves that nothing was sent, so that the lease on the mail may be released. */
export const provesNotSent = (error: unknown): boolean =>
  error instanceof MailNotSentError || error instanceof MailRefusedError;
