/** Seconds since 1970, the time format of Stripe's API. */
export const seconds = (milliseconds: number): number => Math.floor(milliseconds / 1_000);
