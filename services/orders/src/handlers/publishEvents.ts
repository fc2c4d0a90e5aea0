import { publishOutbox } from '@orderflow/lambda';
import { orderOutbox } from '../models/orderOutbox.ts';

export const handler = publishOutbox(orderOutbox);
