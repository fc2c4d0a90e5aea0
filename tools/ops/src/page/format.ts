export const time = (iso: string): string => new Date(iso).toLocaleTimeString(undefined, { hour12: false });

export function age(seconds: number | undefined): string {
  if (seconds === undefined) return '–';
  if (seconds < 60) return `${Math.round(seconds)} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  return `${Math.floor(seconds / 3600)} h`;
}

export const count = (value: number): string => value.toLocaleString('en');

const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });

/** A number where there is little room: 1.2K. */
export const brief = (value: number): string => compact.format(value);
