const units = { s: 1, m: 60, h: 3_600, d: 86_400 } as const;

const isUnit = (unit: string | undefined): unit is keyof typeof units => unit !== undefined && unit in units;

/** Seconds of a stretch of time as it is written, `90s`, `15m`, `6h`, `2d`; undefined where it is not of that form, or none. */
export function parseLast(text: string): number | undefined {
  const [, count, unit] = /^(\d{1,6})([smhd])$/.exec(text.trim()) ?? [];
  if (count === undefined || !isUnit(unit)) return undefined;
  const seconds = Number(count) * units[unit];
  return seconds > 0 ? seconds : undefined;
}
