import { CreateEmailIdentityCommand, SESv2Client } from '@aws-sdk/client-sesv2';

const ses = new SESv2Client({});

/** Verifies the sender's domain, as an operator must on AWS: SES sends mails for verified domains only. */
export async function verifySender(domain: string): Promise<void> {
  await ses.send(new CreateEmailIdentityCommand({ EmailIdentity: domain }));
}
