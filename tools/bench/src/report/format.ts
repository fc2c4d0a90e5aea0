/** A number with three significant digits at most below 100, else rounded: 12345, 123, 12.3, 1.23, 0.0123. */
export function number(value: number): string {
  if (!Number.isFinite(value)) return '–';
  return Math.abs(value) >= 100 ? Math.round(value).toString() : Number(value.toPrecision(3)).toString();
}

export const percent = (share: number): string => `${Math.round(share * 100)}%`;
export const times = (ratio: number): string => `${number(ratio)}x`;

export const money = (amount: number) => `$${amount.toFixed(2)}`;
