import { maskText } from '../mask.ts';
import { MASK, type SensitiveNames, sensitiveNames } from '../mask-names.ts';
import type { SerializerOptions, ValueSerializer } from '../port.ts';
import { type Captured, Printed } from '../span-record.ts';
import { beginning, quoted } from './cut.ts';
import { Keys } from './keys.ts';
import { bigintText } from './literal.ts';
import { partsOf } from './parts.ts';
import { Printer } from './printer.ts';

const usualLimit = 1_000;
const smallestLimit = 20;
/** How much more of a text is looked at than kept, since a secret is told by what follows it too. */
const margin = 300;
/** A character takes at most so many in quotes. */
const widest = 6;

const masked = new Printed(MASK);

class Serializer implements ValueSerializer {
  private readonly names: SensitiveNames;
  private readonly keys: Keys;
  private readonly limit: number;
  private readonly printer: Printer;

  constructor(names: SensitiveNames, keys: Keys, limit: number) {
    this.names = names;
    this.keys = keys;
    this.limit = limit;
    this.printer = new Printer(names, keys, limit);
  }

  snapshot(value: unknown): Captured {
    switch (typeof value) {
      case 'number':
      case 'boolean':
      case 'undefined':
        return value;
      case 'string':
        return this.short(value);
      case 'bigint': {
        const text = bigintText(value);
        return text.startsWith('<') || text.length > this.limit ? this.printed(value) : value;
      }
      default:
        return value === null ? null : this.printed(value);
    }
  }

  named(name: string, value: unknown): Captured {
    return this.names.has(name) ? masked : this.snapshot(value);
  }

  outputs(value: unknown): readonly (readonly [name: string, value: Captured])[] | undefined {
    if (value === undefined) return undefined;
    if (typeof value !== 'object' || value === null) return [['result', this.named('result', value)]];
    try {
      const parts = partsOf(value, this.names);
      if (parts)
        return parts.map(({ name, value, text }) => [
          name,
          text === undefined ? this.snapshot(value) : new Printed(text),
        ]);
    } catch {
      // What cannot be taken apart is printed as one, and says why.
    }
    return [['result', this.named('result', value)]];
  }

  masks(name: string): boolean {
    return this.names.has(name);
  }

  text(text: string): string {
    return maskText(text, this.names);
  }

  private printed(value: unknown): Printed {
    const printer = this.printer.isBusy ? new Printer(this.names, this.keys, this.limit) : this.printer;
    try {
      return new Printed(printer.print(value));
    } catch {
      return new Printed('<unreadable>');
    }
  }

  private short(value: string): Captured {
    const long = value.length > this.limit;
    const clean = maskText(long ? beginning(value, this.limit + margin) : value, this.names);
    if (!long && clean.length * widest + 2 <= this.limit) return clean;
    if (!long && clean.length + 2 <= this.limit && JSON.stringify(clean).length <= this.limit) return clean;
    return new Printed(quoted(clean, this.limit, long));
  }
}

/** Makes serializers that mask more words than the usual ones; what they learn of names and keys they share. */
export function serializersWith(words: readonly string[]): (options?: SerializerOptions) => ValueSerializer {
  const shared = new Map<string, { readonly names: SensitiveNames; readonly keys: Keys }>();
  return ({ sensitive = [], limit = usualLimit } = {}) => {
    const all = [...new Set([...words, ...sensitive])];
    const id = JSON.stringify(all);
    let learned = shared.get(id);
    if (!learned) {
      const names = sensitiveNames(all);
      learned = { names, keys: new Keys(names) };
      shared.set(id, learned);
    }
    return new Serializer(learned.names, learned.keys, Math.max(smallestLimit, Math.floor(limit)));
  };
}

/** A serializer that masks the usual words and those of its options. */
export const createSerializer: (options?: SerializerOptions) => ValueSerializer = serializersWith([]);
