import { z } from 'zod';
import { parseDay } from '../../core/calendar/business-day.ts';
import { isOnStep } from './number.ts';
import { periodWord } from './periods.ts';
import { parseSpan, printSpan } from './span-text.ts';

const label = z.string().max(60).optional();
const word = z.union([z.string(), z.number()]).transform(String);

const numberProps = z.strictObject({
  type: z.literal('number'),
  label,
  default: z.number().default(0),
  min: z.number().optional(),
  max: z.number().optional(),
  step: z.number().positive().optional(),
});

const textProps = z.strictObject({ type: z.literal('text'), label, default: word.default('') });

const dateProps = z.strictObject({
  type: z.literal('date'),
  label,
  default: z
    .string()
    .refine((text) => text === 'today' || parseDay(text) !== undefined, 'expected today or a date such as 2026-11-20')
    .default('today'),
});

/** Two ends where the default is a pair; otherwise one value, which begins at `min` unless said otherwise. */
const rangeProps = z
  .strictObject({
    type: z.literal('range'),
    label,
    min: z.number(),
    max: z.number(),
    step: z.number().positive().default(1),
    default: z.union([z.number(), z.tuple([z.number(), z.number()])]).optional(),
  })
  .transform((given) => ({ ...given, default: given.default ?? given.min }));

const toggleProps = z.strictObject({ type: z.literal('toggle'), label, default: z.boolean().default(false) });

const selectProps = z
  .strictObject({
    type: z.literal('select'),
    label,
    /** A list, or the name of one that the console keeps. */
    options: z.union([z.enum(['instruments', 'accounts']), z.array(word).min(1)]).optional(),
    /** One column of values, and a second one of labels where they are to read otherwise. */
    query: z.string().min(1).optional(),
    multiple: z.boolean().default(false),
    default: z.union([word.transform((one) => [one]), z.array(word)]).default([]),
  })
  .transform(({ default: defaults, ...given }) => ({ ...given, defaults }));

const datesProps = z.strictObject({
  type: z.literal('dates'),
  label,
  default: z
    .union([z.string(), z.tuple([z.string(), z.string()]).transform(([from, to]) => printSpan(from, to))])
    .refine(isDates, 'expected two days, as in 2026-11-01..2026-11-20, or today, week, last-5, month, quarter or year')
    .default('week'),
});

function isDates(text: string): boolean {
  if (periodWord(text) !== undefined) return true;
  const [from = '', to = ''] = parseSpan(text) ?? [];
  return parseDay(from) !== undefined && parseDay(to) !== undefined && from <= to;
}

/** `choice` and `choices` are the words of the first files. */
function inPresentWords(given: unknown): unknown {
  if (typeof given !== 'object' || given === null || !('type' in given) || given.type !== 'choice') return given;
  return Object.fromEntries(
    Object.entries(given).map(([key, value]) =>
      key === 'type' ? [key, 'select'] : key === 'choices' && !('options' in given) ? ['options', value] : [key, value],
    ),
  );
}

export const props = z.preprocess(
  inPresentWords,
  z
    .discriminatedUnion('type', [numberProps, textProps, dateProps, rangeProps, toggleProps, selectProps, datesProps])
    .superRefine((given, context) => {
      for (const [path, message] of problemsOf(given)) context.addIssue({ code: 'custom', path: [path], message });
    }),
);

type Checked = NumberProps | TextProps | DateProps | RangeProps | ToggleProps | SelectProps | DatesProps;

function* problemsOf(given: Checked): Generator<[path: string, message: string]> {
  if (given.type === 'number' || given.type === 'range') {
    const { min, max } = given;
    if (min !== undefined && max !== undefined && min > max) {
      yield ['min', `min is ${min} and max is ${max}; min must not be above max`];
    }
  }
  if (given.type === 'range') yield* rangeProblems(given);
  if (given.type === 'select') yield* selectProblems(given);
}

function* rangeProblems({ min, max, step, default: standard }: RangeProps): Generator<[string, string]> {
  const ends = Array.isArray(standard) ? standard : [standard];
  for (const end of ends) {
    if (end < min || end > max) yield ['default', `${end} is not between min ${min} and max ${max}`];
    else if (!isOnStep(end, step, min)) yield ['default', `${end} is not a step of ${step} from ${min}`];
  }
  if (ends.length === 2 && Number(ends[0]) > Number(ends[1])) yield ['default', 'the lower end comes first'];
}

function* selectProblems({ options, query, multiple, defaults }: SelectProps): Generator<[string, string]> {
  if ((options === undefined) === (query === undefined)) {
    yield ['options', 'a select takes its choices from either options or query'];
  }
  if (!multiple && defaults.length > 1) yield ['default', 'several defaults need multiple: true'];
  if (!Array.isArray(options)) return;
  for (const each of defaults) if (!options.includes(each)) yield ['default', `${each} is not one of the options`];
}

export type NumberProps = z.output<typeof numberProps>;
export type TextProps = z.output<typeof textProps>;
export type DateProps = z.output<typeof dateProps>;
export type RangeProps = z.output<typeof rangeProps>;
export type ToggleProps = z.output<typeof toggleProps>;
export type SelectProps = z.output<typeof selectProps>;
export type DatesProps = z.output<typeof datesProps>;
export type InputProps = z.output<typeof props>;
