import type { Validator } from '../validator.ts';
import type { SignupRequested } from './types.ts';

export declare const isSignupRequested: Validator<SignupRequested>;
