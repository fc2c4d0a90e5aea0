import fc from 'fast-check';
import { isUserId } from './user.ts';

/** Ids of users, as tokens and files may have them. */
export const userIds: fc.Arbitrary<string> = fc
  .oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 128 }),
    fc.string({ unit: 'binary', minLength: 128, maxLength: 128 }),
    fc.constantFrom('auth0|507f1f77bcf86cd799439011', '__proto__', '😀'.repeat(128)),
  )
  .filter(isUserId);
