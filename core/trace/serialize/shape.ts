import { cut } from './cut.ts';
import type { Form } from './form.ts';
import { binaryForms } from './forms/binary.ts';
import { collectionForms } from './forms/collections.ts';
import { errorForm } from './forms/error.ts';
import { opaqueForms } from './forms/opaque.ts';
import { tableForms } from './forms/tables.ts';
import { webForms } from './forms/web.ts';
import type { Printer } from './printer.ts';

/** How objects of one prototype are printed. */
export interface Shape {
  /** `list`, `object`, `map` or the name of the class. */
  readonly word: string;
  /** Its fields are what it is. */
  readonly sort: 'list' | 'object' | 'instance' | 'form';
  print(printer: Printer, value: object, depth: number): void;
}

const forms: readonly Form[] = [
  ...collectionForms,
  ...binaryForms,
  errorForm,
  ...webForms,
  ...opaqueForms,
  ...tableForms,
];

const fewItems = 3;

const list: Shape = {
  word: 'list',
  sort: 'list',
  print(printer, value, depth) {
    if (!Array.isArray(value)) return;
    const whole = value.length <= fewItems;
    printer.text += whole ? '[' : `[list] len=${value.length} 1st3=[`;
    printer.items(value, whole ? value.length : fewItems, depth);
    printer.text += ']';
  },
};

const isTable = (value: object): value is { readonly columns: readonly unknown[]; readonly rows: readonly unknown[] } =>
  'rows' in value && 'columns' in value && Array.isArray(value.rows) && Array.isArray(value.columns);

const plain: Shape = {
  word: 'object',
  sort: 'object',
  print: (printer, value, depth) => printer.fields(value, depth),
};

const table: Shape = {
  word: 'object',
  sort: 'form',
  print(printer, value) {
    if (isTable(value)) printer.text += `[Table ${value.rows.length}×${value.columns.length}]`;
  },
};

const known = new WeakMap<object, Shape>();

/** Throws what a proxy throws. */
export function shapeOf(value: object): Shape {
  if (Array.isArray(value)) return list;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype) return isTable(value) ? table : plain;
  if (typeof prototype !== 'object' || prototype === null) return typeof value === 'function' ? learn(value) : plain;
  const before = known.get(prototype);
  if (before) return before;
  const shape = learn(value);
  known.set(prototype, shape);
  return shape;
}

function learn(value: object): Shape {
  const form = forms.find(({ fits }) => fits(value));
  const name = className(value);
  const print = form
    ? form.print
    : (printer: Printer, each: object, depth: number) => {
        printer.text += `${printer.clean(name)} `;
        printer.fields(each, depth);
      };
  return { word: form?.word ?? name, sort: form ? 'form' : 'instance', print };
}

const longestName = 60;

/** The name of the class of something, from its tag where it has none. */
export function className(value: object): string {
  const maker: unknown = 'constructor' in value ? value.constructor : undefined;
  const name: unknown = typeof maker === 'function' ? maker.name : undefined;
  const tag = Object.prototype.toString.call(value).slice('[object '.length, -1);
  return cut(typeof name === 'string' && name !== '' ? name : tag, longestName);
}
