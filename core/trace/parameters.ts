const identifier = /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*/u;
const beforeRegularExpression = new Set('=(,:[!&|?{};+-*%<>~^');
const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** Where the text goes on after a string, a comment, a regular expression or a bracket that begins at `from`; `from` itself where none does. */
function skip(text: string, from: number, previous: string): number {
  const character = text[from] ?? '';
  const next = text[from + 1];
  if (character === '/' && next === '/') return endOf(text.indexOf('\n', from), text);
  if (character === '/' && next === '*') return endOf(text.indexOf('*/', from + 2), text, 2);
  if (character === '/' && beforeRegularExpression.has(previous)) return regularExpression(text, from + 1);
  if (character === '"' || character === "'") return quoted(text, from + 1, character);
  if (character === '`') return template(text, from + 1);
  const close = closing[character];
  return close === undefined ? from : bracket(text, from + 1, close).end;
}

const endOf = (found: number, text: string, length = 1): number => (found < 0 ? text.length : found + length);

function quoted(text: string, from: number, quote: string): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === quote) return at + 1;
  }
  return text.length;
}

function regularExpression(text: string, from: number): number {
  let inClass = false;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '[') inClass = true;
    else if (text[at] === ']') inClass = false;
    else if (text[at] === '/' && !inClass) return at + 1;
  }
  return text.length;
}

function template(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '`') return at + 1;
    else if (text[at] === '$' && text[at + 1] === '{') at = bracket(text, at + 2, '}').end - 1;
  }
  return text.length;
}

/** The parts between the commas of what stands in brackets, comments left out. */
function bracket(
  text: string,
  from: number,
  close: string,
): { readonly parts: readonly string[]; readonly end: number } {
  const parts: string[] = [];
  let part = '';
  let previous = '(';
  let at = from;
  while (at < text.length && text[at] !== close) {
    const character = text[at] ?? '';
    const after = skip(text, at, previous);
    if (after > at) {
      const comment = character === '/' && (text[at + 1] === '/' || text[at + 1] === '*');
      if (!comment) part += text.slice(at, after);
      if (!comment) previous = ')';
      at = after;
      continue;
    }
    if (character === ',') {
      parts.push(part);
      part = '';
    } else part += character;
    if (character.trim() !== '') previous = character;
    at++;
  }
  if (part.trim() !== '') parts.push(part);
  return { parts, end: at + 1 };
}

/** Where the brackets of the parameters open; -1 where there are none. */
function opening(text: string): number {
  let previous = '(';
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    if (character === '(') return at;
    const after = character === '{' ? at : skip(text, at, previous);
    if (after > at) at = after - 1;
    if (character.trim() !== '') previous = character;
  }
  return -1;
}

/** Where a class's text has its constructor; -1 where it has none. */
function constructorOf(text: string): number {
  const body = text.indexOf('{');
  let previous = '{';
  for (let at = body + 1; body >= 0 && at < text.length; at++) {
    if (text.startsWith('constructor', at) && /[\s;}{]/.test(previous)) {
      const rest = /^constructor\s*\(/.exec(text.slice(at, at + 60));
      if (rest !== null) return at + rest[0].length - 1;
    }
    const after = skip(text, at, previous.trim() === '' ? '{' : previous);
    if (after > at) at = after - 1;
    previous = text[at] ?? '';
  }
  return -1;
}

/**
 * The names of a function's parameters from its own text: defaults are left out, a rest parameter gives its name, and a pattern
 * (`{ price }`), which has none, gives `arg_` and its place. Empty where the text does not tell (native functions). `writtenName` gives a name as its
 * author wrote it, where a bundler changed it.
 */
export function parametersOf(text: string, writtenName = (name: string): string => name): readonly string[] {
  if (/\{\s*\[native code\]\s*\}\s*$/.test(text)) return [];
  const alone = /^(?:async\s+)?([\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*)\s*=>/u.exec(text);
  if (alone?.[1] !== undefined) return [writtenName(alone[1])];
  const open = /^class\b/.test(text) ? constructorOf(text) : opening(text);
  if (open < 0) return [];
  return bracket(text, open + 1, ')').parts.map((part, index) => {
    const name = identifier.exec(part.trim().replace(/^\.\.\.\s*/, ''))?.[0];
    return name === undefined ? `arg_${index}` : writtenName(name);
  });
}
