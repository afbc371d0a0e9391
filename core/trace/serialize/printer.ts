import { maskText } from '../mask.ts';
import { MASK, type SensitiveNames } from '../mask-names.ts';
import { reasonOf } from '../reason.ts';
import { followsSecretName, namesSecret } from '../secret-places.ts';
import { beginning, cut, quoted } from './cut.ts';
import type { Keys } from './keys.ts';
import { bigintText, numberText } from './literal.ts';
import { shapeOf } from './shape.ts';

/** Objects inside of objects that are still shown. */
const deepest = 6;
/** Objects that are looked at for one text. */
const mostObjects = 1_000;
/** Entries that are walked in the hope that all of them fit. */
const mostEntries = 1_000;
/** Entries of what does not fit. */
const fewEntries = 3;
/** Characters of a reason, and at least of a text inside of something that does not fit. */
const preview = 100;
/** How much more of a text is looked at than shown, since a secret is told by what follows it too. */
const margin = 300;

const hasKeys = (value: object): value is Readonly<Record<string, unknown>> => typeof value === 'object';

/** Prints one value after another, each within its limit of characters; whatever a value does stays inside. */
export class Printer {
  text = '';
  readonly names: SensitiveNames;
  private readonly keys: Keys;
  private readonly limit: number;
  private readonly inside: object[] = [];
  private brief = false;
  private objects = 0;
  private busy = false;

  constructor(names: SensitiveNames, keys: Keys, limit: number) {
    this.names = names;
    this.keys = keys;
    this.limit = limit;
  }

  /** A getter may print by the same printer while it is at work; then another has to do it. */
  get isBusy(): boolean {
    return this.busy;
  }

  /** In full where the text is within the limit, else the first of it. */
  print(value: unknown): string {
    this.busy = true;
    try {
      this.begin(false);
      this.value(value, 0);
      if (this.text.length > this.limit) {
        this.begin(true);
        this.value(value, 0);
      }
      return cut(this.text, this.limit);
    } finally {
      this.busy = false;
      this.text = '';
    }
  }

  value(value: unknown, depth: number): void {
    switch (typeof value) {
      case 'string':
        this.text += this.quoted(value);
        break;
      case 'number':
        this.text += numberText(value);
        break;
      case 'object':
        if (value === null) this.text += 'null';
        else this.object(value, depth);
        break;
      case 'function':
        this.object(value, depth);
        break;
      case 'bigint':
        this.text += bigintText(value);
        break;
      case 'symbol':
        this.text += this.clean(value.toString(), preview);
        break;
      default:
        this.text += String(value);
    }
  }

  /** A text that is printed without quotes, its secrets masked. */
  clean(text: string, length = this.limit): string {
    return cut(maskText(beginning(text, length + margin), this.names), length);
  }

  /** `{side: "buy", quantity: 5}` */
  fields(value: object, depth: number, keys: readonly string[] = Object.keys(value)): void {
    if (!hasKeys(value)) return;
    const shown = this.shown(keys.length);
    this.text += '{';
    for (let index = 0; index < shown; index++) {
      if (this.text.length > this.limit) return;
      const name = keys[index] ?? '';
      const key = this.keys.of(name);
      this.text += index === 0 ? key.text : key.next;
      if (key.sensitive || (key.isValue && namesSecret(value, this.names.has))) this.text += MASK;
      else this.field(value, name, depth);
    }
    this.more(keys.length - shown);
    this.text += '}';
  }

  /** Pairs of anything with a size: `{"a" => 1}`. */
  pairs(pairs: Iterable<readonly [unknown, unknown]>, size: number, arrow: string, depth: number): void {
    const shown = this.shown(size);
    let index = 0;
    this.text += '{';
    for (const [key, value] of pairs) {
      if (index === shown || this.text.length > this.limit) break;
      if (index++ > 0) this.text += ', ';
      this.value(key, depth + 1);
      this.text += arrow;
      if (typeof key === 'string' && this.names.has(key)) this.text += MASK;
      else this.value(value, depth + 1);
    }
    this.more(size - index);
    this.text += '}';
  }

  /** Items with commas between them. */
  items(items: ArrayLike<unknown>, count: number, depth: number): void {
    for (let index = 0; index < count; index++) {
      if (this.text.length > this.limit) return;
      if (index > 0) this.text += ', ';
      if (followsSecretName(items, index, this.names.has)) this.text += MASK;
      else if (hasKeys(items)) this.field(items, String(index), depth);
    }
  }

  private begin(brief: boolean): void {
    this.text = '';
    this.brief = brief;
    this.objects = 0;
    this.inside.length = 0;
  }

  private shown(size: number): number {
    return size > fewEntries && (this.brief || size > mostEntries) ? fewEntries : size;
  }

  private more(count: number): void {
    if (count > 0) this.text += `, +${count} more`;
  }

  private quoted(text: string): string {
    const length = this.brief && this.inside.length > 0 ? Math.max(preview, Math.floor(this.limit / 4)) : this.limit;
    if (text.length <= length) return JSON.stringify(maskText(text, this.names));
    return quoted(maskText(beginning(text, length + margin), this.names), length, true);
  }

  private object(value: object, depth: number): void {
    if (depth > deepest || ++this.objects > mostObjects) {
      this.text += '…';
      return;
    }
    const length = this.text.length;
    const held = this.inside.length;
    try {
      const shape = shapeOf(value);
      if (this.inside.includes(value)) {
        this.text += `<Circular reference: ${shape.word}>`;
        return;
      }
      this.inside.push(value);
      shape.print(this, value, depth);
    } catch (error) {
      this.text = `${this.text.slice(0, length)}<unreadable: ${this.clean(reasonOf(error), preview)}>`;
    } finally {
      this.inside.length = held;
    }
  }

  private field(value: Readonly<Record<string, unknown>>, name: string, depth: number): void {
    let field: unknown;
    try {
      field = value[name];
    } catch (error) {
      this.text += `<getter threw: ${this.clean(reasonOf(error), preview)}>`;
      return;
    }
    this.value(field, depth + 1);
  }
}
