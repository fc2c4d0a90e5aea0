/** Seconds since 1970, as Stripe's API has times. */
export const seconds = (milliseconds: number): number => Math.floor(milliseconds / 1_000);
