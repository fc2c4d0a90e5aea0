import type { Validator } from '../validator.ts';
import type { UserSupersededEvent } from './types.ts';

export declare const isUserSupersededEvent: Validator<UserSupersededEvent>;
