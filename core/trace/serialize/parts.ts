import { maskText } from '../mask.ts';
import { MASK, type SensitiveNames } from '../mask-names.ts';
import { reasonOf } from '../reason.ts';
import { followsSecretName, isValueKey, namesSecret } from '../secret-places.ts';
import { cut } from './cut.ts';
import { keyText } from './keys.ts';
import { shapeOf } from './shape.ts';

/** A named part of a result. */
export interface Part {
  readonly name: string;
  readonly value?: unknown;
  /** What is shown in the place of the value. */
  readonly text?: string;
}

const mostItems = 10;
const mostFields = 20;
const longestReason = 100;

/**
 * What a result is made of: `result_0` and so on for a short list, `value` and `status` for one of anything and a boolean, `result[key]` for an object,
 * its fields for an instance of a class. Undefined for whatever is one thing; throws what a proxy throws.
 */
export function partsOf(value: object, names: SensitiveNames): readonly Part[] | undefined {
  if (Array.isArray(value)) return itemsOf(value, names);
  const { sort } = shapeOf(value);
  if (sort === 'object') return fieldsOf(value, names, (key) => `result[${keyText(key, names)}]`);
  return sort === 'instance' ? fieldsOf(value, names, (key) => keyText(key, names)) : undefined;
}

function itemsOf(items: readonly unknown[], names: SensitiveNames): readonly Part[] | undefined {
  if (items.length === 0 || items.length > mostItems) return undefined;
  const parts = items.map((value, index): Part => {
    const secret = followsSecretName(items, index, names.has);
    return { name: `result_${index}`, ...(secret ? { text: MASK } : { value }) };
  });
  const [first, second] = parts;
  if (parts.length !== 2 || !first || !second || typeof second.value !== 'boolean') return parts;
  return [
    { ...first, name: 'value' },
    { ...second, name: 'status' },
  ];
}

function fieldsOf(value: object, names: SensitiveNames, nameOf: (key: string) => string): readonly Part[] | undefined {
  const keys = Object.keys(value);
  if (keys.length === 0) return undefined;
  const named = namesSecret(value, names.has);
  const parts = keys.slice(0, mostFields).map((key): Part => {
    const secret = names.has(key) || (named && isValueKey(key));
    return { name: nameOf(key), ...(secret ? { text: MASK } : read(value, key, names)) };
  });
  const more = keys.length - parts.length;
  return more === 0 ? parts : [...parts, { name: 'result', text: `+${more} more` }];
}

function read(value: object, key: string, names: SensitiveNames): Omit<Part, 'name'> {
  try {
    return { value: Reflect.get(value, key) };
  } catch (error) {
    return { text: `<getter threw: ${cut(maskText(reasonOf(error), names), longestReason)}>` };
  }
}
