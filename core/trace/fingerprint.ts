import { fnv64 } from './fnv.ts';
import { type Frame, isOwn, readFrame } from './frames.ts';

const longest = 20_000;
const mostLines = 300;
const mostHeads = 8;
const longestHead = 500;

/** What differs from one time to the next, by what takes its place; the order counts. */
const varying: readonly (readonly [found: RegExp, instead: string])[] = [
  [/[a-z][a-z0-9+.-]*:\/\/[^\s"'`<>)]+/gi, '<address>'],
  [/(?<![\w"])"(?:[^"\\\n]|\\.)*"(?!\w)|(?<!\w)'(?:[^'\\\n]|\\.)*'(?!\w)|`[^`\n]*`|[“„][^”\n]*[”“]/g, '<text>'],
  [/(?<![\w.])(?:[A-Za-z]:)?(?:[\\/][\w.@~+-]+){2,}[\\/]?|(?<![\w.])\/[\w.@~+-]+\.\w+/g, '<path>'],
  [/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi, '#'],
  [/\b(?:0x[0-9a-f]+|[0-9a-f]{16,})\b/gi, '#'],
  [/\*\*\*/g, '#'],
  [/[A-Za-z_]*-?\d\w*(?:[.,:'’_/-]\w+)*/g, '#'],
  [/#(?:[\s,;]+#)+/g, '#'],
  [/\s+/g, ' '],
];

function normalized(head: string): string {
  let text = head.slice(0, longestHead);
  for (const [found, instead] of varying) text = text.replace(found, instead);
  return text.trim();
}

const isTraceback = (text: string): boolean => /^Traceback \(most recent/m.test(text);

/** What tells one error from another in the text of one: heads of the error and its causes, and the frame that threw. */
function read(text: string): { readonly heads: readonly string[]; readonly frame: Frame | undefined } {
  const traceback = isTraceback(text);
  const heads: string[] = [];
  const own: Frame[] = [];
  for (const line of text.split('\n', mostLines)) {
    const frame = readFrame(line);
    if (frame) {
      if (isOwn(line)) own.push(frame);
    } else if (line.trim() !== '' && !(traceback && /^\s|^Traceback/.test(line)) && heads.length < mostHeads)
      heads.push(line);
  }
  return { heads, frame: traceback ? own.at(-1) : own[0] };
}

/**
 * 16 hexadecimal digits that are equal for the same error: its name, its message and those of its causes without numbers, ids, texts in quotes, paths and
 * addresses, and the function of the program itself that threw it, whatever its line. Takes the text of an error with its stack, as Node, Python
 * or Java write it. What let the error through counts nothing, so one error is one wherever it is recorded.
 */
export function fingerprint(error: string): string {
  const { heads, frame } = read(error.length > longest ? error.slice(0, longest) : error);
  const place = frame ? `${normalized(frame.file)} ${frame.name}` : '';
  return fnv64([...heads.map(normalized), place].join('\n'));
}
