/** Lines with their line ends; only `\n` ends a line, so that a lone `\r` stays inside of one. */
export const splitLines = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

/** A line without its line end. */
export const bare = (line: string): string => line.replace(/\r?\n$/, '');

export const isBlank = (line: string): boolean => /^[ \t]*\r?\n?$/.test(line);

/** A carriage return at the very end is half of a line end already. */
export const withLineEnd = (text: string, lineEnd: string): string => {
  if (text === '' || text.endsWith('\n')) return text;
  return text + (text.endsWith('\r') ? '\n' : lineEnd);
};

/** Text as a body shows it: `\n` for every line end. */
export const normalize = (text: string): string => text.replace(/\r\n/g, '\n');

/** Text that comes in from outside; a carriage return by itself ends a line there, as in Markdown. */
export const incoming = (text: string): string => text.replace(/\r\n?/g, '\n');

/** Text as the file holds it. */
export const denormalize = (text: string, lineEnd: string): string => text.replace(/\n/g, lineEnd);

export const lineEndOf = (text: string): '\n' | '\r\n' =>
  /\r\n/.test(/^[^\n]*\n/.exec(text)?.[0] ?? '') ? '\r\n' : '\n';

/** How many blank lines a gap holds. */
export const blankLines = (gap: string): number => gap.split('\n').length - 1;
