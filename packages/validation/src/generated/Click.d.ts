import type { Validator } from '../validator.ts';
import type { Click } from './types.ts';

export declare const isClick: Validator<Click>;
