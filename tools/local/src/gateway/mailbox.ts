import { appendFile, mkdir, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** An e-mail as `GET /local/mailbox` shows it. */
export interface Mail {
  /** Addresses, separated by commas. */
  to: string;
  subject: string;
  text: string | null;
  html: string | null;
  /** RFC 3339. */
  sentAt: string;
}

/** The e-mails sent since the start, or since the mailbox was emptied; the newest last. */
export class Mailbox {
  readonly #mails: Mail[];
  readonly #file: string | undefined;

  private constructor(mails: Mail[], file: string | undefined) {
    this.#mails = mails;
    this.#file = file;
  }

  /** @param file where e-mails are kept, one JSON a line; without it they are forgotten at the end of the process */
  static async open(file?: string): Promise<Mailbox> {
    if (!file) return new Mailbox([], undefined);
    await mkdir(dirname(file), { recursive: true });
    const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n').filter(Boolean);
    return new Mailbox(
      lines.map((line) => JSON.parse(line) as Mail),
      file,
    );
  }

  async add(mail: Mail): Promise<void> {
    if (this.#file) await appendFile(this.#file, `${JSON.stringify(mail)}\n`);
    this.#mails.push(mail);
  }

  list(): readonly Mail[] {
    return this.#mails;
  }

  async clear(): Promise<void> {
    this.#mails.length = 0;
    if (this.#file) await rm(this.#file, { force: true });
  }
}
