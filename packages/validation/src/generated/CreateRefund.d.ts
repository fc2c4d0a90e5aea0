import type { Validator } from '../validator.ts';
import type { CreateRefund } from './types.ts';

export declare const isCreateRefund: Validator<CreateRefund>;
