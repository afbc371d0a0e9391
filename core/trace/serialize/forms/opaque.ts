import { type Form, form } from '../form.ts';

type Callable = (...args: never[]) => unknown;

const isFunction = (value: object): value is Callable => typeof value === 'function';
const isBoxed = (value: object): value is object =>
  value instanceof Number || value instanceof String || value instanceof Boolean;

const tagOf = (value: object): string => Object.prototype.toString.call(value).slice('[object '.length, -1);
const hidden = /^(?:Promise|WeakMap|WeakSet|WeakRef|.*(?:Generator|Iterator))$/;

/** What shows nothing of itself, or is a text already. */
export const opaqueForms: readonly Form[] = [
  form(isFunction, (printer, work) => {
    const source = Function.prototype.toString.call(work);
    const name: unknown = work.name;
    const sort = source.startsWith('class') ? 'class' : 'function';
    printer.text += `<${sort} ${typeof name === 'string' && name !== '' ? printer.clean(name, 100) : 'anonymous'}>`;
  }),
  form(
    (value) => value instanceof Date,
    (printer, date: Date) => {
      printer.text += Number.isNaN(date.getTime()) ? '<Invalid Date>' : Date.prototype.toISOString.call(date);
    },
  ),
  form(
    (value) => value instanceof RegExp,
    (printer, pattern: RegExp) => {
      printer.text += printer.clean(RegExp.prototype.toString.call(pattern));
    },
  ),
  form(isBoxed, (printer, boxed, depth) => {
    printer.text += `<${tagOf(boxed)} `;
    printer.value(boxed.valueOf(), depth);
    printer.text += '>';
  }),
  {
    fits: (value) => hidden.test(tagOf(value)),
    print(printer, value) {
      printer.text += `<${tagOf(value)}>`;
    },
  },
];
