import { MASK } from './mask-names.ts';

/** A stretch of a text and what comes in its place. */
export interface Masked {
  readonly start: number;
  readonly end: number;
  readonly mask: string;
}

const isQuote = (char: string | undefined): boolean => char === '"' || char === "'" || char === '`';
const isBlank = (char: string | undefined): boolean => char === ' ' || char === '\t';
const isBreak = (char: string | undefined): boolean => char === '\n' || char === '\r';

function skip(text: string, from: number, fits: (char: string | undefined) => boolean): number {
  let at = from;
  while (at < text.length && fits(text[at])) at++;
  return at;
}

/** A quote and the backslashes before it, as a text inside a text has them; undefined where none stands. */
function quoteAt(text: string, from: number): { readonly written: string; readonly end: number } | undefined {
  const at = skip(text, from, (char) => char === '\\');
  return isQuote(text[at]) ? { written: text.slice(from, at + 1), end: at + 1 } : undefined;
}

/** Where the quoted text that begins here ends, its quote left out. Backslashes double with each text inside a text. */
function endOfQuoted(text: string, from: number, written: string): number {
  const quote = written.at(-1);
  const depth = written.length - 1;
  const unit = 2 ** Math.ceil(Math.log2(depth + 1));
  for (let at = from, run = 0; at < text.length; at++) {
    if (text[at] === '\\') run++;
    else {
      if (text[at] === quote && run % (2 * unit) === unit - 1) return at - depth;
      run = 0;
    }
  }
  return text.length;
}

const opening = '{[';
const closing = '}]';

/** Where the object or list that begins here ends. */
function endOfNested(text: string, from: number): number {
  let open = 0;
  for (let at = from; at < text.length; at++) {
    const char = text[at] ?? '';
    const quote = char === '\\' || isQuote(char) ? quoteAt(text, at) : undefined;
    if (quote) at = endOfQuoted(text, quote.end, quote.written) + quote.written.length - 1;
    else if (opening.includes(char)) open++;
    else if (closing.includes(char) && --open === 0) return at + 1;
  }
  return text.length;
}

function endOfLine(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    if (isBreak(text[at]) || (text[at] === '\\' && (text[at + 1] === 'n' || text[at + 1] === 'r'))) return at;
  }
  return text.length;
}

const separator = /(?:===?|=>|:=|[=:]|%3D|%3A)/iy;
const wholeLine = /authorization|cookie/i;
const already = /\*\*\*(?=[\s,;&)\]}"'`\\<]|$)/y;

function separatorAt(text: string, at: number): string | undefined {
  separator.lastIndex = at;
  return separator.exec(text)?.[0];
}

const stops = (char: string | undefined, inQuery: boolean): boolean =>
  isBlank(char) || isBreak(char) || isQuote(char) || char === ';' || char === '<' || (inQuery && char === '&');

/** A value without quotes; punctuation that follows it is no part of it. */
function endOfBare(text: string, from: number, inQuery: boolean): number {
  let at = skip(text, from, (char) => !stops(char, inQuery));
  if (text[at - 1] === '\\' && isQuote(text[at])) while (text[at - 1] === '\\') at--;
  while (at - 1 > from && ',.)]}'.includes(text[at - 1] ?? '')) at--;
  return at;
}

/** Where the value of the name at `start` to `end` stands, and its mask; undefined where a name is just a word. */
export function findValue(text: string, start: number, end: number): Masked | undefined {
  const key = quoteAt(text, end);
  let at = key?.end ?? end;
  if (text[at] === ']' && !key) at++;
  else if (text.startsWith('%5D', at)) at += 3;
  if (text[at] === '>' && (text[start - 1] === '<' || text[start - 1] === ':')) {
    const close = text.indexOf('<', at);
    return found(at + 1, close < 0 ? text.length : close, MASK);
  }
  const gap = skip(text, at, isBlank);
  const sign = separatorAt(text, gap) ?? (key && (signBeside(text, gap) ?? signOfPair(text, start, key.written, gap)));
  if (sign === undefined) {
    const flag = text[start] === '-' && gap > at && text[gap] !== '-';
    return flag ? found(gap, endOfBare(text, gap, false), MASK) : undefined;
  }
  at = skip(text, gap + sign.length, (char) => isBlank(char) || (key !== undefined && isBreak(char)));
  already.lastIndex = at;
  if (already.test(text)) return undefined;
  const quote = quoteAt(text, at);
  if (quote) return found(quote.end, endOfQuoted(text, quote.end, quote.written), MASK);
  const around = key ? `${key.written}${MASK}${key.written}` : MASK;
  if (opening.includes(text[at] ?? ' ')) return found(at, endOfNested(text, at), around);
  if (key)
    return found(
      at,
      skip(text, at, (char) => !isBlank(char) && !isBreak(char) && !',}]'.includes(char ?? '')),
      around,
    );
  if (wholeLine.test(text.slice(start, end))) {
    const before = text[start - 1];
    const close = isQuote(before) ? text.indexOf(before ?? '', at) : -1;
    return found(at, close < 0 ? endOfLine(text, at) : close, MASK);
  }
  return found(at, endOfBare(text, at, sign !== ':'), MASK);
}

const found = (start: number, end: number, mask: string): Masked | undefined =>
  end > start ? { start, end, mask } : undefined;

/** `["authorization", "x"]`: a comma after a quoted name that a bracket stands before. */
function signOfPair(text: string, start: number, written: string, comma: number): string | undefined {
  if (text[comma] !== ',') return undefined;
  let at = start - written.length - 1;
  while (isBlank(text[at]) || isBreak(text[at])) at--;
  return text[at] === '[' ? ',' : undefined;
}

const beside = /,\s*(\\*["'])(?:values?|data|content)\1\s*:/iy;

/** `"name": "authorization", "value": "x"`: what stands between name and value. */
function signBeside(text: string, comma: number): string | undefined {
  beside.lastIndex = comma;
  return beside.exec(text)?.[0];
}
