import { maskText } from '../mask.ts';
import type { SensitiveNames } from '../mask-names.ts';
import { isValueKey } from '../secret-places.ts';
import { cut } from './cut.ts';

/** What is known of a key, found once for all objects that have it. */
export interface Key {
  /** With its colon, as it is printed: `side: `. */
  readonly text: string;
  /** The same behind another: `, side: `. */
  readonly next: string;
  readonly sensitive: boolean;
  readonly isValue: boolean;
}

const remembered = 4_000;
const longest = 100;
const word = /^[A-Za-z_$][\w$]*$/;

/** A name as it is printed: in quotes where it is no word. */
export const keyText = (key: string, names: SensitiveNames): string =>
  word.test(key) && key.length <= longest ? key : JSON.stringify(maskText(cut(key, longest), names));

/** Looks keys up, and keeps the newest few thousand. */
export class Keys {
  private readonly names: SensitiveNames;
  private readonly known = new Map<string, Key>();

  constructor(names: SensitiveNames) {
    this.names = names;
  }

  of(key: string): Key {
    return this.known.get(key) ?? this.learn(key);
  }

  private learn(key: string): Key {
    const text = `${keyText(key, this.names)}: `;
    const learned: Key = {
      text,
      next: `, ${text}`,
      sensitive: this.names.has(key),
      isValue: isValueKey(key),
    };
    if (key.length > longest) return learned;
    if (this.known.size >= remembered) this.known.clear();
    this.known.set(key, learned);
    return learned;
  }
}
