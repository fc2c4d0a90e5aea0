import type { Validator } from '../validator.ts';
import type { MailRequested } from './types.ts';

export declare const isMailRequested: Validator<MailRequested>;
