import { MASK, type SensitiveNames } from './mask-names.ts';
import { findValue } from './mask-value.ts';

/** Nothing is found in a text without one of these. */
const possible = /[=:@\s"'%<]|eyJ/;

/** What is secret by its look, whatever it is called. */
const telling = /:\/\/[^\s/?#"'`<>\\]*@|eyJ|bearer|basic|PRIVATE KEY/i;
const looks: readonly (readonly [look: RegExp, instead: string])[] = [
  [/([a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/?#"'`<>\\]*@/gi, `$1${MASK}@`],
  [/(?<![\w-])eyJ[\w-]{4,}\.[\w-]*(?:\.[\w-]*)?/g, MASK],
  [/\b(bearer|basic)(\s+)(?!\*\*\*)[\w.~+/=:-]{2,}/gi, `$1$2${MASK}`],
  [/-----BEGIN ([A-Z ]*PRIVATE KEY)-----[\s\S]*?(?:-----END \1-----|$)/g, MASK],
];

const inName = /[\w$\-\u0080-\uffff]/;
const longestName = 60;

function nameAround(text: string, start: number, end: number, after: number): readonly [start: number, end: number] {
  let first = start;
  let last = end;
  while (first > after && start - first < longestName && inName.test(text[first - 1] ?? '')) first--;
  while (last < text.length && last - end < longestName && inName.test(text[last] ?? '')) last++;
  return [first, last];
}

function maskNamed(text: string, names: SensitiveNames): string {
  let masked = '';
  let done = 0;
  names.words.lastIndex = 0;
  for (let match = names.words.exec(text); match !== null; match = names.words.exec(text)) {
    const [start, end] = nameAround(text, match.index, names.words.lastIndex, done);
    const value = names.has(text.slice(start, end)) ? findValue(text, start, end) : undefined;
    if (value) {
      masked += text.slice(done, value.start) + value.mask;
      done = value.end;
    }
    names.words.lastIndex = Math.max(end, done);
  }
  return done === 0 ? text : masked + text.slice(done);
}

/**
 * A text with what is secret in it masked: values of sensitive names in headers, query strings, JSON (also inside a text), `key=value` and
 * `key: value`; bearer and basic credentials, the user of an address, web tokens, private keys. Takes time in proportion to its length.
 */
export function maskText(text: string, names: SensitiveNames): string {
  if (!possible.test(text)) return text;
  let masked = text;
  if (telling.test(masked)) for (const [look, instead] of looks) masked = masked.replace(look, instead);
  names.words.lastIndex = 0;
  return names.words.test(masked) ? maskNamed(masked, names) : masked;
}
