import type { EventData } from '@orderflow/domain';
import { publishOutbox } from '@orderflow/lambda';
import type { OnboardingItem } from '../models/onboarding.ts';

export const handler = publishOutbox({
  source: '/orderflow/onboarding',
  describe: (item) => {
    const { userId, status } = item as unknown as OnboardingItem;
    const data = { userId, status } as EventData<'onboarding.completed.v1' | 'onboarding.failed.v1'>;
    return { subject: userId, data };
  },
});
