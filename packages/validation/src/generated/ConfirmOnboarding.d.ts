import type { Validator } from '../validator.ts';
import type { ConfirmOnboarding } from './types.ts';

export declare const isConfirmOnboarding: Validator<ConfirmOnboarding>;
