const lineBreaks = /\r?\n/;

/** What an error says in one line: the first, but of a Python traceback the last, where the error stands. */
export function headline(exception: string): string {
  const text = exception.trim();
  const lines = text.startsWith('Traceback (') ? text.split(lineBreaks).slice(-1) : text.split(lineBreaks, 1);
  return lines[0] ?? '';
}
