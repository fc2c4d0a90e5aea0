export { concernsAll } from './concernsAll.ts';
export { greeting } from './greeting.ts';
export {
  type Mail,
  MailHeldUpError,
  MailNotSentError,
  MailRefusedError,
  provesNotSent,
  type SendMail,
} from './mail.ts';
export { type Pace, pace } from './pace.ts';
export { escapeHtml, mailPage, styles } from './page.ts';
export { sendBySes } from './ses.ts';
