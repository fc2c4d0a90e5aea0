import type { Validator } from '../validator.ts';
import type { UserCreatedEvent } from './types.ts';

export declare const isUserCreatedEvent: Validator<UserCreatedEvent>;
