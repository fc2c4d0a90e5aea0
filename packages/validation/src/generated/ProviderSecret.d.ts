import type { Validator } from '../validator.ts';
import type { ProviderSecret } from './types.ts';

export declare const isProviderSecret: Validator<ProviderSecret>;
