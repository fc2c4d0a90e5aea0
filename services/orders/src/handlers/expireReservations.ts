import { measure, scheduled } from '@orderflow/lambda';
import { expireReservations } from '../models/reservations.ts';

/** A part of the function's timeout. The next run does the rest. */
const ENOUGH_MS = 20_000;

export const handler = scheduled(async ({ time, now, log, correlationId, trace }) => {
  const mayGoOn = () => Date.now() - now.getTime() < ENOUGH_MS;
  const expired = await expireReservations(time, { correlationId, now, ...trace }, undefined, mayGoOn);
  if (expired > 0) {
    measure('Count', { ReservationsExpired: expired });
    log.info('reservations expired', { expired });
  }
  return { expired };
});
