import type { Validator } from '../validator.ts';
import type { ShipOrder } from './types.ts';

export declare const isShipOrder: Validator<ShipOrder>;
