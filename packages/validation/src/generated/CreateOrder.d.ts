import type { Validator } from '../validator.ts';
import type { CreateOrder } from './types.ts';

export declare const isCreateOrder: Validator<CreateOrder>;
