import { CreateEmailIdentityCommand, SESv2Client } from '@aws-sdk/client-sesv2';

const ses = new SESv2Client({});

/** What somebody must have done on AWS before mails go out: SES sends for verified domains only. */
export async function verifySender(domain: string): Promise<void> {
  await ses.send(new CreateEmailIdentityCommand({ EmailIdentity: domain }));
}
