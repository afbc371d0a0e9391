import type { InputContext, Setting } from '../kind.ts';
import { parseList, printList } from './list-text.ts';
import type { SelectProps } from './schema.ts';

const longest = 200;
const most = 1_000;

/** An account of the file that the venue at hand does not have is none that orders could be of: the first of the venue is. */
export function initialSelect(props: SelectProps, { instruments, accounts = [] }: InputContext): Setting {
  const { options, multiple, defaults } = props;
  if (multiple) return several(defaults);
  const offered = { instruments, accounts };
  const [first = ''] = typeof options === 'string' ? offered[options] : (options ?? []);
  const [standard = first] = defaults;
  const elsewhere = options === 'accounts' && accounts.length > 0 && !accounts.includes(standard);
  return single(elsewhere ? first : standard);
}

/** What a query or the console lists is not known here: any name is taken, and the page marks what is not listed. */
export function parseSelect(props: SelectProps, text: string, { present }: InputContext): Setting {
  if (!props.multiple) return single(text === present ? text : chosen(props, text));
  const kept = new Set(present === undefined ? [] : parseList(present));
  return several(
    inOrder(
      props,
      parseList(text).map((item) => (kept.has(item) ? item : chosen(props, item))),
    ),
  );
}

const single = (value: string): Setting => ({ text: value, values: [{ type: 'text', value }] });

function several(items: readonly string[]): Setting {
  const value = [...new Set(items)];
  if (value.length > most) throw new Error(`${value.length} are chosen; at most ${most} fit.`);
  return { text: printList(value), values: [{ type: 'list', value }] };
}

/** As a list of the file has them, so that one set of choices is one setting. */
function inOrder({ options }: SelectProps, items: readonly string[]): readonly string[] {
  if (!Array.isArray(options)) return items;
  return [...options.filter((option) => items.includes(option)), ...items.filter((item) => !options.includes(item))];
}

function chosen({ options }: SelectProps, given: string): string {
  if (options === undefined) {
    if (given.length <= longest) return given;
    throw new Error(`The choice is ${given.length} characters long; at most ${longest} fit.`);
  }
  const text = given.trim();
  if (Array.isArray(options)) {
    const folded = text.toLowerCase();
    const found = options.find((each) => each === given) ?? options.find((each) => each.toLowerCase() === folded);
    if (found === undefined) throw new Error(`"${text}" is not a choice: expected one of ${listed(options)}.`);
    return found;
  }
  if (!/^[\w.-]{1,32}$/.test(text)) {
    throw new Error(`"${text}" is no name of one of the ${options}: names hold letters, digits, and . _ - only.`);
  }
  return options === 'instruments' ? text.toUpperCase() : text;
}

const listed = (choices: readonly string[]): string =>
  choices.length > 12 ? `${choices.slice(0, 12).join(', ')} and ${choices.length - 12} more` : choices.join(', ');
