import type { Validator } from '../validator.ts';
import type { AddClicks } from './types.ts';

export declare const isAddClicks: Validator<AddClicks>;
