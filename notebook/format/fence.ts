/** The last line of a file may end in half of a line end; it means what it will mean when the other half follows. */
const readable = (line: string): string => line.replace(/\r?\n$|\r$/, '');

/** A Markdown code fence: three or more backticks or tildes, indented by at most three spaces. */
export interface Fence {
  readonly marks: string;
  readonly indent: number;
  readonly info: string;
}

export function opening(line: string): Fence | undefined {
  const match = /^( {0,3})(`{3,}|~{3,})(.*)$/.exec(readable(line));
  if (!match) return undefined;
  const [, indent = '', marks = '', info = ''] = match;
  if (marks.startsWith('`') && info.includes('`')) return undefined;
  return { marks, indent: indent.length, info: info.trim() };
}

export function closes(line: string, marks: string): boolean {
  const run = /^ {0,3}(`{3,}|~{3,})[ \t]*$/.exec(readable(line))?.[1];
  return run !== undefined && run[0] === marks[0] && run.length >= marks.length;
}

/** One backtick longer than any run in the body, at least three. */
export function fenceFor(body: string): string {
  const runs = body.match(/`+/g) ?? [];
  return '`'.repeat(Math.max(3, ...runs.map((run) => run.length + 1)));
}

/** The fence that Markdown lines leave open, if they do, and the index of the line it begins on. */
export function leftOpen(lines: readonly string[]): { marks: string; index: number } | undefined {
  let open: { marks: string; index: number } | undefined;
  lines.forEach((line, index) => {
    if (open) {
      if (closes(line, open.marks)) open = undefined;
      return;
    }
    const fence = opening(line);
    if (fence) open = { marks: fence.marks, index };
  });
  return open;
}
