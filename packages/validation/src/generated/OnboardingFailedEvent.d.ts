import type { Validator } from '../validator.ts';
import type { OnboardingFailedEvent } from './types.ts';

export declare const isOnboardingFailedEvent: Validator<OnboardingFailedEvent>;
