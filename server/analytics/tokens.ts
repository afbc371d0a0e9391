/** A piece of SQL as DuckDB's scanner cuts it; comments and blanks are between tokens. Offsets are UTF-16 units. */
export interface Token {
  readonly kind: 'word' | 'quoted' | 'string' | 'parameter' | 'number' | 'symbol';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const word = /[\p{L}_][\p{L}\p{N}_$]*/uy;
const number = /(?:\d[\d_]*)?\.?\d[\d_]*(?:[eE][+-]?\d+)?/y;
const parameter = /\$(?:[\p{L}_][\p{L}\p{N}_]*|\d+)/uy;
const dollarQuote = /\$(?:[\p{L}_][\p{L}\p{N}_]*)?\$/uy;
const blank = /\s+|--[^\n]*/y;

function match(pattern: RegExp, sql: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(sql)?.[0];
}

/** The end of a text that `quote` closes; a doubled quote stands for itself. */
function quotedEnd(sql: string, from: number, quote: string, backslash: boolean): number {
  for (let at = from; at < sql.length; at++) {
    if (backslash && sql[at] === '\\') at++;
    else if (sql[at] === quote) {
      if (sql[at + 1] !== quote) return at + 1;
      at++;
    }
  }
  return sql.length;
}

function commentEnd(sql: string, from: number): number {
  let depth = 1;
  let at = from + 2;
  while (at < sql.length && depth > 0) {
    const pair = sql.slice(at, at + 2);
    if (pair === '/*') depth++;
    if (pair === '*/') depth--;
    at += pair === '/*' || pair === '*/' ? 2 : 1;
  }
  return at;
}

function next(sql: string, start: number): Token {
  const make = (kind: Token['kind'], end: number): Token => ({ kind, text: sql.slice(start, end), start, end });
  const character = sql[start];
  if (character === "'") return make('string', quotedEnd(sql, start + 1, "'", false));
  if (character === '"') return make('quoted', quotedEnd(sql, start + 1, '"', false));
  if ((character === 'e' || character === 'E') && sql[start + 1] === "'") {
    return make('string', quotedEnd(sql, start + 2, "'", true));
  }
  const opening = match(dollarQuote, sql, start);
  if (opening) {
    const closing = sql.indexOf(opening, start + opening.length);
    return make('string', closing < 0 ? sql.length : closing + opening.length);
  }
  for (const [kind, pattern] of [
    ['parameter', parameter],
    ['word', word],
    ['number', number],
  ] as const) {
    const text = match(pattern, sql, start);
    if (text) return make(kind, start + text.length);
  }
  return make('symbol', start + (String.fromCodePoint(sql.codePointAt(start) ?? 0).length || 1));
}

export function tokens(sql: string): Token[] {
  const found: Token[] = [];
  for (let at = 0; at < sql.length; ) {
    const skipped = match(blank, sql, at);
    if (skipped) at += skipped.length;
    else if (sql.startsWith('/*', at)) at = commentEnd(sql, at);
    else {
      const token = next(sql, at);
      found.push(token);
      at = token.end;
    }
  }
  return found;
}

export const isWord = (token: Token | undefined, text: string): boolean =>
  token?.kind === 'word' && token.text.toLowerCase() === text;
