import type { Validator } from '../validator.ts';
import type { UpdateUser } from './types.ts';

export declare const isUpdateUser: Validator<UpdateUser>;
