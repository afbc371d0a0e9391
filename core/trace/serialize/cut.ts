const dots = '...';

const isHighSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdbff;

/** The beginning of a text, never half of a character outside of the basic plane. */
export function beginning(text: string, length: number): string {
  if (text.length <= length) return text;
  return text.slice(0, length > 0 && isHighSurrogate(text.charCodeAt(length - 1)) ? length - 1 : length);
}

/** A text of at most `limit` characters; one that is longer takes exactly so many and ends with three dots. */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return beginning(text, Math.max(0, limit - dots.length)).padEnd(limit, '.');
}

/** A text in quotes that takes at most `limit` characters with them; `more` says that it is a beginning itself. */
export function quoted(text: string, limit: number, more = false): string {
  const whole = JSON.stringify(beginning(text, limit));
  return !more && whole.length <= limit ? whole : cut(`${whole.slice(0, -1)}${dots}`, limit);
}
