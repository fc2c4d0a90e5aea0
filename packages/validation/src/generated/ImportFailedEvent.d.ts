import type { Validator } from '../validator.ts';
import type { ImportFailedEvent } from './types.ts';

export declare const isImportFailedEvent: Validator<ImportFailedEvent>;
