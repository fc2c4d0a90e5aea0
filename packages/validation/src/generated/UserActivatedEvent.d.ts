import type { Validator } from '../validator.ts';
import type { UserActivatedEvent } from './types.ts';

export declare const isUserActivatedEvent: Validator<UserActivatedEvent>;
