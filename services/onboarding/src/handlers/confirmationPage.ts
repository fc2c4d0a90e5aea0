import { publicHttp } from '@orderflow/lambda';
import { confirmationPage } from '../lib/confirmationPage.ts';

/** GET /onboarding/confirm, where the link of a mail leads: a person's click there, not this visit, confirms. */
export const handler = publicHttp(async () => confirmationPage);
