import type { EventType, GateItem, UserItem } from '@orderflow/domain';
import { attemptOf, toUser } from '@orderflow/domain';
import { publishOutbox } from '@orderflow/lambda';

export const handler = publishOutbox({
  source: '/orderflow/users',
  describe: (item, type) => ({ subject: String(item['userId']), data: dataOf(item, type) }),
});

/** Only the first event of a person carries more personal data than the user id. */
function dataOf(item: Record<string, unknown>, type: EventType): object {
  if (type === 'user.erased.v1') {
    const { userId, erasedAt } = item as unknown as GateItem;
    return { userId, erasedAt };
  }
  const user = item as unknown as UserItem;
  if (type === 'user.created.v1') return toUser(user);
  const { userId, status, createdAt } = user;
  return type === 'user.superseded.v1'
    ? { userId, attempt: attemptOf(user), status }
    : { userId, status, createdAt };
}
