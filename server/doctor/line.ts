/** One thing that was looked at. A note keeps nothing from working; a problem does, and says what to do. */
export interface Line {
  readonly area:
    | 'versions'
    | 'settings'
    | 'data'
    | 'disk'
    | 'port'
    | 'browser'
    | 'clock'
    | 'venues'
    | 'webhooks'
    | 'build';
  readonly state: 'ok' | 'note' | 'problem';
  readonly text: string;
  readonly todo?: string;
}

type Area = Line['area'];

export const ok = (area: Area, text: string): Line => ({ area, state: 'ok', text });
export const note = (area: Area, text: string, todo?: string): Line => ({
  area,
  state: 'note',
  text,
  ...(todo ? { todo } : {}),
});
export const problem = (area: Area, text: string, todo: string): Line => ({ area, state: 'problem', text, todo });

const units = ['bytes', 'KB', 'MB', 'GB', 'TB'] as const;

/** `1.4 GB`, in thousands. */
export function sizeText(bytes: number): string {
  const power = bytes < 1_000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1_000 ** power;
  return `${power === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[power]}`;
}

export const sentenceOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
