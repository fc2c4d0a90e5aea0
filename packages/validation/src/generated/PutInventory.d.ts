import type { Validator } from '../validator.ts';
import type { PutInventory } from './types.ts';

export declare const isPutInventory: Validator<PutInventory>;
