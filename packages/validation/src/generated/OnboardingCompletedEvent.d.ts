import type { Validator } from '../validator.ts';
import type { OnboardingCompletedEvent } from './types.ts';

export declare const isOnboardingCompletedEvent: Validator<OnboardingCompletedEvent>;
