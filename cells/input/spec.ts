import type { InputSpec, ParamValue } from '../kind.ts';
import type { ChoiceProps, InputProps, NumberProps } from './schema.ts';

type InitialContext = Parameters<InputSpec<InputProps>['initial']>[1];

/** The value an input has until somebody sets one. */
export function initial(props: InputProps, { tradeDate, instruments }: InitialContext): ParamValue {
  if (props.type === 'number') return numberValue(props, props.default);
  if (props.type === 'date') return { type: 'date', value: props.default === 'today' ? tradeDate : props.default };
  if (props.type === 'text') return { type: 'text', value: props.default };
  const [first = ''] = Array.isArray(props.choices)
    ? props.choices
    : props.choices === 'instruments'
      ? instruments
      : [];
  return { type: 'text', value: props.default ?? first };
}

/** Reads what a person typed or a URL says; throws a sentence that names what is allowed. */
export function parse(props: InputProps, text: string): ParamValue {
  if (props.type === 'number') return parseNumber(props, text.trim());
  if (props.type === 'date') return parseDate(text.trim());
  if (props.type === 'choice') return parseChoice(props, text.trim());
  if (text.length > 500) throw new Error(`The text is ${text.length} characters long; at most 500 fit.`);
  return { type: 'text', value: text };
}

/** Whole numbers only, where the steps between the allowed ones are whole. */
function isWhole({ step, min }: NumberProps): boolean {
  return step !== undefined && Number.isInteger(step) && Number.isInteger(min ?? 0);
}

const numberValue = (props: NumberProps, value: number): ParamValue => ({
  type: isWhole(props) && Number.isInteger(value) ? 'integer' : 'number',
  value,
});

function parseNumber(props: NumberProps, text: string): ParamValue {
  const { min, max, step } = props;
  const value = Number(text);
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text) || !Number.isFinite(value)) {
    throw new Error(`${text === '' ? 'Nothing' : `"${text}"`} is not a number. Write one such as 2.5${range(props)}.`);
  }
  if ((min !== undefined && value < min) || (max !== undefined && value > max)) {
    throw new Error(`${text} is out of range: expected a number${range(props)}.`);
  }
  const steps = step === undefined ? 0 : (value - (min ?? 0)) / step;
  if (Math.abs(steps - Math.round(steps)) > 1e-9 * Math.max(1, Math.abs(steps))) {
    throw new Error(`${text} does not fit: expected steps of ${step} from ${min ?? 0}.`);
  }
  return numberValue(props, value);
}

function range({ min, max }: NumberProps): string {
  if (min !== undefined && max !== undefined) return ` from ${min} to ${max}`;
  if (min !== undefined) return ` of at least ${min}`;
  return max === undefined ? '' : ` of at most ${max}`;
}

function parseDate(text: string): ParamValue {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  if (year === undefined || Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== text) {
    throw new Error(`"${text}" is not a date. Write year, month and day, as in 2026-11-20.`);
  }
  if (text < '1970-01-01' || text > '2199-12-31') {
    throw new Error(`${text} is out of range: expected a date from 1970-01-01 to 2199-12-31.`);
  }
  return { type: 'date', value: text };
}

function parseChoice({ choices }: ChoiceProps, text: string): ParamValue {
  if (Array.isArray(choices)) {
    const found =
      choices.find((each) => each === text) ?? choices.find((each) => each.toLowerCase() === text.toLowerCase());
    if (found === undefined) throw new Error(`"${text}" is not a choice: expected one of ${listed(choices)}.`);
    return { type: 'text', value: found };
  }
  if (!/^[\w.-]{1,32}$/.test(text)) {
    throw new Error(`"${text}" is no name of one of the ${choices}: names hold letters, digits, and . _ - only.`);
  }
  return { type: 'text', value: choices === 'instruments' ? text.toUpperCase() : text };
}

const listed = (choices: readonly string[]): string =>
  choices.length > 12 ? `${choices.slice(0, 12).join(', ')} and ${choices.length - 12} more` : choices.join(', ');
