import { toUser, type UserItem } from '@orderflow/domain';
import { publishOutbox } from '@orderflow/lambda';

export const handler = publishOutbox({
  source: '/orderflow/users',
  describe: (item, type) => {
    const { email, name, ...user } = toUser(item as unknown as UserItem);
    // Only the first event carries personal data: it is what the welcome mail needs.
    const data = type === 'user.created.v1' ? { email, name, ...user } : user;
    return { subject: user.userId, data };
  },
});
