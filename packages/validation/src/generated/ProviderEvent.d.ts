import type { Validator } from '../validator.ts';
import type { ProviderEvent } from './types.ts';

export declare const isProviderEvent: Validator<ProviderEvent>;
