import { randomUUID } from 'node:crypto';
import type { SendEmailRequest } from '@aws-sdk/client-sesv2';
import type { Mail } from './mailbox.ts';
import { HttpProblem } from './problem.ts';

/**
 * Reads the body of an SES v2 SendEmail call.
 *
 * @throws HttpProblem 400, in the form that SDKs report as BadRequestException, for what the mailbox can't show
 * @see https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html
 */
export function readSendEmail(body: string, sentAt: Date): Mail & { from: string } {
  const { FromEmailAddress, Destination, Content } = parse(body);
  if (!FromEmailAddress) throw badRequest('FromEmailAddress is missing');
  const to = Destination?.ToAddresses ?? [];
  if (to.length === 0) throw badRequest('Destination.ToAddresses is empty');
  if (!Content?.Simple) throw badRequest('the local mailbox takes Content.Simple only, not Raw or Template');
  const { Subject, Body } = Content.Simple;
  if (!Body?.Text?.Data && !Body?.Html?.Data)
    throw badRequest('Content.Simple.Body has neither Text nor Html');
  return {
    from: FromEmailAddress,
    to: to.join(', '),
    subject: Subject?.Data ?? '',
    text: Body.Text?.Data ?? null,
    html: Body.Html?.Data ?? null,
    sentAt: sentAt.toISOString(),
  };
}

export const newMessageId = randomUUID;

function parse(body: string): Partial<SendEmailRequest> {
  try {
    return JSON.parse(body);
  } catch {
    throw badRequest('the body is not JSON');
  }
}

function badRequest(message: string): HttpProblem {
  return new HttpProblem(400, message, { 'x-amzn-errortype': 'BadRequestException' }, { message });
}
