import type { Validator } from '../validator.ts';
import type { UserErasedEvent } from './types.ts';

export declare const isUserErasedEvent: Validator<UserErasedEvent>;
