interface Position {
  readonly line: number;
  readonly column: number;
}

/** The line of a text that a position (from 1) names, and a mark under its place. */
export function underlined(text: string, { line, column }: Position): string {
  const shown = text.split('\n')[line - 1] ?? '';
  const before = shown.slice(0, column - 1).replace(/[^\t]/g, ' ');
  return `  ${shown}\n  ${before}^`;
}
