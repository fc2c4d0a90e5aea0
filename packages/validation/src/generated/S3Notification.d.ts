import type { Validator } from '../validator.ts';
import type { S3Notification } from './types.ts';

export declare const isS3Notification: Validator<S3Notification>;
