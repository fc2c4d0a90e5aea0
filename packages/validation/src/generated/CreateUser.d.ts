import type { Validator } from '../validator.ts';
import type { CreateUser } from './types.ts';

export declare const isCreateUser: Validator<CreateUser>;
