import type { UserItem } from '@orderflow/domain';
import { greeting, type Mail } from '@orderflow/mail';
import { type Letter, toHtml, toText } from './html.ts';

/** What a mail asks its reader to confirm. */
export interface Confirmation {
  code: string;
  /** The page that takes the code. */
  url: string;
  /** The time that is left to confirm. */
  seconds: number;
}

type Reader = Pick<UserItem, 'email' | 'name'>;

/** The first mail of a new user. */
export const welcomeMail = (reader: Reader, confirmation: Confirmation): Mail =>
  write(reader, confirmation, 'Welcome to Orderflow: please confirm your e-mail address', [
    'Welcome to Orderflow. Your workspace is ready; there is one thing left to do.',
    `Please confirm within ${duration(confirmation.seconds)} that this is your e-mail address.`,
  ]);

/** The second and last mail. */
export const reminderMail = (reader: Reader, confirmation: Confirmation): Mail =>
  write(reader, confirmation, 'Reminder: please confirm your e-mail address', [
    'You signed up for Orderflow, and your e-mail address is not confirmed yet.',
    `Please confirm it within ${duration(confirmation.seconds)}. After that we close the account and remove its workspace.`,
  ]);

function write(
  { email, name }: Reader,
  { code, url }: Confirmation,
  subject: string,
  paragraphs: string[],
): Mail {
  const letter: Letter = {
    subject,
    greeting: greeting(name),
    paragraphs,
    button: { label: 'Confirm my e-mail address', url: `${url}?code=${encodeURIComponent(code)}` },
    code,
    footer: 'You did not sign up? Then somebody mistyped an address: do nothing, and the account is closed.',
  };
  return { to: email, subject, text: toText(letter), html: toHtml(letter) };
}

const UNITS: [seconds: number, unit: string][] = [
  [3_600, 'hour'],
  [60, 'minute'],
  [1, 'second'],
];

/** A duration in the largest unit that divides it: `24 hours`. */
export function duration(seconds: number): string {
  const [size, unit] = UNITS.find(([size]) => seconds >= size && seconds % size === 0) ?? [1, 'second'];
  const count = Math.round(seconds / size);
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
