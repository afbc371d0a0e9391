import type { InputContext, Setting } from '../kind.ts';
import { initialDate, initialDates, parseDate, parseDates } from './date.ts';
import { initialNumber, initialRange, parseNumber, parseRange } from './number.ts';
import type { InputProps } from './schema.ts';
import { initialSelect, parseSelect } from './select.ts';
import { parseToggle, toggleSetting } from './toggle.ts';
import type { InputValue } from './value.ts';

const longestText = 500;

const textSetting = (value: string): Setting => ({ text: value, values: [{ type: 'text', value }] });

function parseText(text: string): Setting {
  if (text.length <= longestText) return textSetting(text);
  throw new Error(`The text is ${text.length} characters long; at most ${longestText} fit.`);
}

/** The setting of an input until somebody makes one. */
export function initial(props: InputProps, context: InputContext): Setting {
  switch (props.type) {
    case 'number':
      return initialNumber(props);
    case 'text':
      return textSetting(props.default);
    case 'date':
      return initialDate(props, context);
    case 'toggle':
      return toggleSetting(props.default);
    case 'range':
      return initialRange(props);
    case 'select':
      return initialSelect(props, context);
    case 'dates':
      return initialDates(props, context);
  }
}

/** Reads what a person typed or an address says; throws a sentence that names what is allowed. */
export function parse(props: InputProps, text: string, context: InputContext): Setting {
  switch (props.type) {
    case 'number':
      return parseNumber(props, text);
    case 'text':
      return parseText(text);
    case 'date':
      return parseDate(text, context);
    case 'toggle':
      return parseToggle(text);
    case 'range':
      return parseRange(props, text);
    case 'select':
      return parseSelect(props, text, context);
    case 'dates':
      return parseDates(text, context);
  }
}

/** Two dates and a range whose default is a pair give a name for each end. */
export function names(raw: unknown, id: string): readonly string[] {
  if (typeof raw !== 'object' || raw === null || !('type' in raw)) return [id];
  const isPair = raw.type === 'dates' || (raw.type === 'range' && 'default' in raw && Array.isArray(raw.default));
  return isPair ? [`${id}_from`, `${id}_to`] : [id];
}

/** Everything but what else could be chosen, or how far the setting is from the standard one. */
export function given(value: InputValue): unknown {
  const { standard: _, ...rest } = value;
  if ('options' in rest) {
    const { options: _options, more: _more, ...seen } = rest;
    return seen;
  }
  if ('periods' in rest) {
    const { periods: _periods, ...seen } = rest;
    return seen;
  }
  return rest;
}
