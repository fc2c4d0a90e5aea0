import { publicHttp } from '@orderflow/lambda';
import { confirmationPage } from '../lib/confirmationPage.ts';

/** GET /onboarding/confirm, the target of the link in a mail. A click on the page confirms, the visit alone does not. */
export const handler = publicHttp(async () => confirmationPage);
