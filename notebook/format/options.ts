import { nearest } from './nearest.ts';

export type Policy = 'auto' | 'lazy' | 'frozen';

/** Options of a cell's header as the code relies on them. */
export interface CellOptions {
  /** At most one wake in this many milliseconds. */
  readonly every?: number;
  /** Columns of twelve. */
  readonly span?: number;
  /** Rows of text. */
  readonly rows?: number;
  readonly policy: Policy;
  /** The page begins with its header alone. */
  readonly collapsed: boolean;
  /** Version of the kind's body; see `migrate`. */
  readonly version: number;
}

interface Option {
  readonly about: string;
  /** Left out when printed. */
  readonly standard?: string;
  /** Ends the sentence `every=fast: …` when the value does not fit. */
  readonly expects: string;
  fits(value: string): boolean;
}

const whole = (value: string, low: number, high: number): boolean =>
  /^\d{1,6}$/.test(value) && Number(value) >= low && Number(value) <= high;

export const headerOptions: Readonly<Record<string, Option>> = {
  every: {
    about: 'the pace of a live cell: it runs again at most once in this time',
    expects: 'expected a duration such as 250ms, 1s, 5m or 1h, between 50ms and 24h',
    fits: (value) => milliseconds(value) !== undefined,
  },
  span: {
    about: 'how many of the twelve columns the cell takes',
    expects: 'expected a whole number from 1 to 12',
    fits: (value) => whole(value, 1, 12),
  },
  rows: {
    about: 'how high the cell is, in rows of text',
    expects: 'expected a whole number from 1 to 40',
    fits: (value) => whole(value, 1, 40),
  },
  policy: {
    about: 'when the cell runs: auto, lazy (when asked) or frozen (keeps its value)',
    standard: 'auto',
    expects: 'expected auto, lazy or frozen',
    fits: (value) => value === 'auto' || value === 'lazy' || value === 'frozen',
  },
  collapsed: {
    about: 'true: the page opens with the header alone, and the cell runs only for what reads it',
    standard: 'false',
    expects: 'expected true or false',
    fits: (value) => value === 'true' || value === 'false',
  },
  v: {
    about: 'the version of the kind that the body was written for',
    standard: '1',
    expects: 'expected a whole number from 1',
    fits: (value) => whole(value, 1, 999_999),
  },
};

const units: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** Milliseconds of a duration such as `250ms`, or undefined where it is none or lies outside of 50 ms to 24 h. */
export function milliseconds(text: string): number | undefined {
  const [, amount, unit] = /^(\d{1,8}(?:\.\d{1,3})?)(ms|s|m|h)$/.exec(text) ?? [];
  if (amount === undefined || unit === undefined) return undefined;
  const value = Math.round(Number(amount) * units[unit]!);
  return value >= 50 && value <= 24 * units.h! ? value : undefined;
}

/** What is wrong with an option, as a sentence, and whether its key is known; undefined when it is fine. */
export function optionProblem(
  key: string,
  value: string,
): { code: 'bad_option' | 'unknown_option'; message: string } | undefined {
  const option = headerOptions[key];
  if (option) {
    return option.fits(value) ? undefined : { code: 'bad_option', message: `${key}=${value}: ${option.expects}.` };
  }
  const meant = nearest(key, Object.keys(headerOptions));
  const hint = meant ? `did you mean ${meant}?` : `known options are ${Object.keys(headerOptions).join(', ')}.`;
  return { code: 'unknown_option', message: `There is no option ${key}; ${hint}` };
}

export const isStandard = (key: string, value: string): boolean => headerOptions[key]?.standard === value;

/** Reads the options of a block; one that does not fit counts as absent (the file's problems name it). */
export function readOptions(options: Readonly<Record<string, string>>): CellOptions {
  const fitting = (key: string): string | undefined => {
    const value = Object.hasOwn(options, key) ? options[key] : undefined;
    return value !== undefined && headerOptions[key]?.fits(value) ? value : undefined;
  };
  const every = fitting('every');
  const span = fitting('span');
  const rows = fitting('rows');
  return {
    policy: (fitting('policy') ?? 'auto') as Policy,
    collapsed: fitting('collapsed') === 'true',
    version: Number(fitting('v') ?? '1'),
    ...(every === undefined ? {} : { every: milliseconds(every)! }),
    ...(span === undefined ? {} : { span: Number(span) }),
    ...(rows === undefined ? {} : { rows: Number(rows) }),
  };
}
