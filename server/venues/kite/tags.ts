import { createHash } from 'node:crypto';
import type { ClientOrderId } from '../../../core/model/ids.ts';
import type { Tags } from '../own-orders/tags.ts';

/** What Kite takes of a tag: letters and digits. */
const LONGEST = 20;
/** What an id may have beside them, as a letter that no id of the desk has. */
const letters: readonly (readonly [sign: string, letter: string])[] = [
  ['.', 'x'],
  ['-', 'y'],
];
const writable = /^[A-Za-wz0-9.-]+$/;
/** Begins what is only the hash of an id. */
const HASHED = 'Z';

/**
 * Tags of at most 20 letters and digits: the journal's word and the id where it fits, or else as much of its hash. Either can be told from the id alone,
 * so that nothing is stored: whoever knows an order knows its tag, after a restart too.
 */
export function shortTags(tag: string): Tags {
  const room = LONGEST - tag.length;
  const hashed = new Map<string, ClientOrderId>();
  const fits = (id: string): boolean => id.length <= room && writable.test(id) && !id.startsWith(HASHED);
  return {
    of(id) {
      if (fits(id)) return tag + letters.reduce((text, [sign, letter]) => text.replaceAll(sign, letter), id as string);
      const hash = BigInt(`0x${createHash('sha256').update(id).digest('hex')}`).toString(36);
      const made = `${tag}${HASHED}${hash}`.slice(0, LONGEST);
      hashed.set(made, id);
      return made;
    },
    idOf(text) {
      if (!text?.startsWith(tag)) return undefined;
      const known = hashed.get(text);
      if (known !== undefined) return known;
      const rest = text.slice(tag.length);
      const id = letters.reduce((written, [sign, letter]) => written.replaceAll(letter, sign), rest);
      return rest.length > 0 && fits(id) ? (id as ClientOrderId) : undefined;
    },
  };
}
