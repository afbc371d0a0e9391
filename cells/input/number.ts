import type { ParamValue, Setting } from '../kind.ts';
import type { NumberProps, RangeProps } from './schema.ts';
import { parseSpan, printSpan } from './span-text.ts';

type Bounds = Pick<NumberProps, 'min' | 'max' | 'step'>;

export const initialNumber = (props: NumberProps): Setting => one(props, props.default);

export const parseNumber = (props: NumberProps, text: string): Setting => one(props, readNumber(props, text));

export const initialRange = (props: RangeProps): Setting =>
  Array.isArray(props.default) ? two(props, props.default) : one(props, props.default);

export function parseRange(props: RangeProps, text: string): Setting {
  if (!Array.isArray(props.default)) return one(props, readNumber(props, text));
  const ends = parseSpan(text);
  if (!ends) throw new Error(`"${text}" is no range. Write both ends, as in ${printSpan(props.min, props.max)}.`);
  const [from, to] = [readNumber(props, ends[0]), readNumber(props, ends[1])];
  if (from > to) throw new Error(`${from} is above ${to}: write the lower end first.`);
  return two(props, [from, to]);
}

const one = (bounds: Bounds, value: number): Setting => ({
  text: String(value),
  values: [numberValue(bounds, value)],
});

const two = (bounds: Bounds, ends: readonly [number, number]): Setting => ({
  text: printSpan(...ends),
  values: ends.map((end) => numberValue(bounds, end)),
});

/** Whole numbers only, where the steps between the allowed ones are whole. */
function isWhole({ step, min }: Bounds): boolean {
  return step !== undefined && Number.isInteger(step) && Number.isInteger(min ?? 0);
}

const numberValue = (bounds: Bounds, value: number): ParamValue => ({
  type: isWhole(bounds) && Number.isInteger(value) ? 'integer' : 'number',
  value,
});

function readNumber(bounds: Bounds, given: string): number {
  const { min, max, step } = bounds;
  const text = given.trim();
  // Minus zero prints as zero.
  const value = Number(text) + 0;
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text) || !Number.isFinite(value)) {
    throw new Error(
      `${text === '' ? 'Nothing' : `"${text}"`} is not a number. Write one such as 2.5${allowed(bounds)}.`,
    );
  }
  if ((min !== undefined && value < min) || (max !== undefined && value > max)) {
    throw new Error(`${text} is out of range: expected a number${allowed(bounds)}.`);
  }
  if (step !== undefined && !isOnStep(value, step, min)) {
    throw new Error(`${text} does not fit: expected steps of ${step} from ${min ?? 0}.`);
  }
  return value;
}

export function isOnStep(value: number, step: number, min = 0): boolean {
  const steps = (value - min) / step;
  return Math.abs(steps - Math.round(steps)) <= 1e-9 * Math.max(1, Math.abs(steps));
}

function allowed({ min, max }: Bounds): string {
  if (min !== undefined && max !== undefined) return ` from ${min} to ${max}`;
  if (min !== undefined) return ` of at least ${min}`;
  return max === undefined ? '' : ` of at most ${max}`;
}
