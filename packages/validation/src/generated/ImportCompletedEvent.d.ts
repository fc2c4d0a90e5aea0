import type { Validator } from '../validator.ts';
import type { ImportCompletedEvent } from './types.ts';

export declare const isImportCompletedEvent: Validator<ImportCompletedEvent>;
