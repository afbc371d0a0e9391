import { MalformedAlert } from './malformed.ts';

/** What a message may say. */
export const alertFields = [
  'action',
  'symbol',
  'quantity',
  'price',
  'stopLoss',
  'takeProfit',
  'takeProfit2',
  'position',
  'id',
  'time',
] as const;
export type AlertField = (typeof alertFields)[number];

/** Where a field stands: at a name of the message or a JSON pointer into it; or what it always is. Words of the sender are translated by a table. */
export type FieldPlace =
  | { readonly at: string; readonly words?: Readonly<Record<string, string>> | undefined }
  | { readonly is: string | number };

export type FieldMap = Readonly<Partial<Record<AlertField, FieldPlace>>>;

export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What stands at a JSON pointer; undefined where nothing does. */
export function atPointer(value: unknown, pointer: string): unknown {
  let here = value;
  for (const step of pointer.split('/').slice(1)) {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
    if (Array.isArray(here)) here = /^\d{1,6}$/.test(key) ? here[Number(key)] : undefined;
    else here = isObject(here) && Object.hasOwn(here, key) ? here[key] : undefined;
  }
  return here;
}

/** The fields of a message: `whole` for pointers, `named` for names, which are told apart without regard to case where none is the same. */
export class Fields {
  readonly #whole: unknown;
  readonly #named: JsonObject;
  readonly #map: FieldMap;

  constructor(whole: unknown, named: JsonObject, map: FieldMap) {
    this.#whole = whole;
    this.#named = named;
    this.#map = map;
  }

  get(field: AlertField): unknown {
    const place = this.#map[field];
    if (place === undefined) return undefined;
    if ('is' in place) return place.is;
    const found = place.at.startsWith('/') ? atPointer(this.#whole, place.at) : this.#called(place.at);
    if (typeof found !== 'string' || place.words === undefined) return found;
    const word = found.trim().toLowerCase();
    const [, meant] = Object.entries(place.words).find(([sent]) => sent.toLowerCase() === word) ?? [];
    return meant ?? found;
  }

  /** Where a field stands, for a sentence about it. */
  where(field: AlertField): string {
    const place = this.#map[field];
    return place && 'at' in place ? place.at : field;
  }

  /** The same where it has to be there. Throws `MalformedAlert`. */
  needed(field: AlertField, what: string): unknown {
    const value = this.get(field);
    if (value !== undefined && value !== null && value !== '') return value;
    throw this.missing(field, what);
  }

  missing(field: AlertField, what: string): MalformedAlert {
    return new MalformedAlert(this.where(field), `There is no ${this.where(field)}; ${what}.`);
  }

  #called(name: string): unknown {
    if (Object.hasOwn(this.#named, name)) return this.#named[name];
    const wanted = name.toLowerCase();
    const key = Object.keys(this.#named).find((each) => each.toLowerCase() === wanted);
    return key === undefined ? undefined : this.#named[key];
  }
}
