import type { Validator } from '../validator.ts';
import type { CreateImport } from './types.ts';

export declare const isCreateImport: Validator<CreateImport>;
