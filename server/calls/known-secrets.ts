import { maskText } from '../../core/trace/mask.ts';
import { MASK, sensitiveNames } from '../../core/trace/mask-names.ts';

const names = sensitiveNames();
/** What is shorter would mask words that are none. */
const SHORTEST = 6;

/** Masks what is known to be secret by its value, however it is written, beside what is told by its name or look. */
export class KnownSecrets {
  readonly #writings = new Set<string>();
  #tokens: readonly (readonly string[])[] = [];

  constructor(values: readonly string[]) {
    for (const value of values) for (const writing of writingsOf(value)) this.#writings.add(writing);
  }

  /** The token that is in use; the two before it are remembered, since an answer may be late. */
  token(token: string): void {
    if (this.#tokens[0]?.[0] !== token) this.#tokens = [writingsOf(token), ...this.#tokens.slice(0, 2)];
  }

  mask(text: string): string {
    return maskText(this.values(text), names);
  }

  /** The beginning of a text, masked; so many characters of it were looked at that no part of a secret is left at its end. */
  beginning(text: string, characters: number): string {
    const longest = [...this.#writings, ...this.#tokens.flat()].reduce((most, { length }) => Math.max(most, length), 0);
    const masked = this.mask(text.slice(0, characters + longest));
    return masked.length <= characters ? masked : `${masked.slice(0, characters)}…`;
  }

  /** Masks known values alone, so that a text keeps its form. */
  values(text: string): string {
    let masked = text;
    for (const writing of [...this.#writings, ...this.#tokens.flat()]) masked = masked.replaceAll(writing, MASK);
    return masked;
  }
}

function writingsOf(value: string): string[] {
  if (value.length < SHORTEST) return [];
  const base64 = Buffer.from(value).toString('base64').replace(/=+$/, '');
  const inForm = new URLSearchParams([['', value]]).toString().slice(1);
  const inText = JSON.stringify(value).slice(1, -1);
  const inTextOfText = JSON.stringify(inText).slice(1, -1);
  return [...new Set([value, encodeURIComponent(value), inForm, inTextOfText, inText, base64])];
}
