import type { Validator } from '../validator.ts';
import type { PutProduct } from './types.ts';

export declare const isPutProduct: Validator<PutProduct>;
