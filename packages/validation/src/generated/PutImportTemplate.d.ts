import type { Validator } from '../validator.ts';
import type { PutImportTemplate } from './types.ts';

export declare const isPutImportTemplate: Validator<PutImportTemplate>;
