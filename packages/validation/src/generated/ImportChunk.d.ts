import type { Validator } from '../validator.ts';
import type { ImportChunk } from './types.ts';

export declare const isImportChunk: Validator<ImportChunk>;
