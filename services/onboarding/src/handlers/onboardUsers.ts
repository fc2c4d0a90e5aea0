import { consumeEvents } from '@orderflow/lambda';
import { isUserCreatedEvent, isUserErasedEvent, isUserSupersededEvent } from '@orderflow/validation';
import { followUser, type UserEvent } from '../models/followUser.ts';

export const handler = consumeEvents<UserEvent>(
  {
    'user.created.v1': isUserCreatedEvent,
    'user.superseded.v1': isUserSupersededEvent,
    'user.erased.v1': isUserErasedEvent,
  },
  async (events) => {
    const now = new Date();
    const failed: { event: UserEvent; error: unknown }[] = [];
    await Promise.all(
      events.map((event) =>
        followUser(event, now).catch((error: unknown) => void failed.push({ event, error })),
      ),
    );
    const done = events.filter((event) => !failed.some((failure) => failure.event === event));
    return { applied: done, duplicates: [], failed };
  },
);
