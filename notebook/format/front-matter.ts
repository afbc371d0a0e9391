import { bare, splitLines, withLineEnd } from './lines.ts';
import type { FrontMatter, Problem } from './notebook-file.ts';

const byteOrderMark = '\uFEFF';
const pair = /^([A-Za-z_][\w-]*):(?:[ \t]+(.*?))?[ \t]*$/;

const isRule = (line: string): boolean => /^---[ \t]*$/.test(bare(line));

/** How many of the lines are front matter: a `---` line at the very start up to the next one. */
export function frontMatterLength(lines: readonly string[]): number {
  const first = lines[0];
  if (first === undefined || !isRule(first.startsWith(byteOrderMark) ? first.slice(1) : first)) return 0;
  const end = lines.findIndex((line, index) => index > 0 && isRule(line));
  return end + 1;
}

export function readFrontMatter(lines: readonly string[]): { front: FrontMatter; problems: Problem[] } {
  const values: Record<string, string> = {};
  const problems: Problem[] = [];
  lines.slice(1, -1).forEach((line, index) => {
    const text = bare(line);
    const [, key, raw = ''] = pair.exec(text) ?? [];
    if (key !== undefined && !Object.hasOwn(values, key)) values[key] = readScalar(raw);
    else if (key !== undefined)
      problems.push(problem(index + 2, `${key} stands twice in the front matter; the first one counts.`));
    else if (!/^(\s|#|- |-$|$)/.test(text)) {
      problems.push(problem(index + 2, `The front matter line "${text}" is not "key: value".`));
    }
  });
  return { front: { source: lines.join(''), values }, problems };
}

const problem = (line: number, message: string): Problem => ({ code: 'bad_front_matter', message, line });

function readScalar(raw: string): string {
  if (/^".*"$/.test(raw)) {
    try {
      return String(JSON.parse(raw));
    } catch {
      return raw.slice(1, -1);
    }
  }
  if (/^'.*'$/.test(raw)) return raw.slice(1, -1).replace(/''/g, "'");
  return raw.replace(/(^|[ \t]+)#.*$/, '');
}

/** Plain where YAML reads it back as the same text, quoted otherwise. */
const printScalar = (value: string): string =>
  /^[A-Za-z](?:[\w .,()/&+-]*[\w.)])?$/.test(value) && !/^(?:true|false|null|yes|no|on|off)$/i.test(value)
    ? value
    : JSON.stringify(value);

/** The front matter with one value changed; every other line keeps its bytes. */
export function setFrontValue(source: string, key: string, value: string, lineEnd: string): string {
  const line = `${key}: ${printScalar(value)}${lineEnd}`;
  if (source === '' || source === byteOrderMark) return `${source}---${lineEnd}${line}---${lineEnd}`;
  const lines = splitLines(source);
  const at = lines.findIndex((each, index) => index > 0 && pair.exec(bare(each))?.[1] === key);
  if (at > 0) lines[at] = line;
  else lines.splice(1, 0, line);
  return lines.map((each, index) => (index < lines.length - 1 ? withLineEnd(each, lineEnd) : each)).join('');
}
