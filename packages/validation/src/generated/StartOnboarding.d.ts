import type { Validator } from '../validator.ts';
import type { StartOnboarding } from './types.ts';

export declare const isStartOnboarding: Validator<StartOnboarding>;
