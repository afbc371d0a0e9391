import { type Form, form } from '../form.ts';

type NumberArray = Exclude<NodeJS.TypedArray, Uint8Array>;

const isNumberArray = (value: object): value is NumberArray =>
  ArrayBuffer.isView(value) && !(value instanceof DataView) && !(value instanceof Uint8Array);

const isBytes = (value: object): value is ArrayBufferLike | ArrayBufferView =>
  ArrayBuffer.isView(value) ||
  value instanceof ArrayBuffer ||
  (typeof SharedArrayBuffer === 'function' && value instanceof SharedArrayBuffer);

const fewItems = 3;

export const binaryForms: readonly Form[] = [
  form(isNumberArray, (printer, array, depth) => {
    const whole = array.length <= fewItems;
    const name = array[Symbol.toStringTag];
    printer.text += whole ? `${name} [` : `[${name}] len=${array.length} 1st3=[`;
    printer.items(array, Math.min(fewItems, array.length), depth);
    printer.text += ']';
  }),
  form(isBytes, (printer, bytes) => {
    printer.text += `<bytes len=${bytes.byteLength}>`;
  }),
];
