import { opening } from './fence.ts';
import type { Header, HeaderWord } from './notebook-file.ts';

const word = /(?:[^\s"]|"(?:[^"\\]|\\.)*"|")+/g;

/**
 * Reads the opening line of a cell: backticks at the start of the line, a kind, a name. A fence with tildes, with an indent or
 * without a name is a code block of the prose around it.
 */
export function readHeader(line: string): Header | undefined {
  const fence = opening(line);
  if (!fence || fence.indent > 0 || !fence.marks.startsWith('`')) return undefined;
  const [kind = '', name = '', ...rest] = fence.info.match(word) ?? [];
  if (!/^[A-Za-z][\w-]*$/.test(kind) || !/^[\w.-]+$/.test(name)) return undefined;
  return { fence: fence.marks, kind, name, words: rest.map(readWord) };
}

function readWord(text: string): HeaderWord {
  const match = /^([A-Za-z_][\w-]*)=(.*)$/.exec(text);
  if (!match) return { text };
  const [, key = '', raw = ''] = match;
  const quoted = /^"((?:[^"\\]|\\.)*)"$/.exec(raw)?.[1];
  return { text, key, value: quoted === undefined ? raw : quoted.replace(/\\(.)/g, '$1') };
}

/** Prints an option; quotes stand only where the value needs them. */
export function optionWord(key: string, value: string): HeaderWord {
  const plain = value !== '' && !/[\s"`\\]/.test(value);
  return { key, value, text: `${key}=${plain ? value : `"${value.replace(/["\\]/g, '\\$&')}"`}` };
}

export const printHeader = (header: Header): string =>
  [`${header.fence}${header.kind}`, header.name, ...header.words.map((each) => each.text)].join(' ');

export function optionsOf(header: Header): Record<string, string> {
  const options: Record<string, string> = {};
  for (const { key, value } of header.words) {
    if (key !== undefined && !Object.hasOwn(options, key)) options[key] = value ?? '';
  }
  return options;
}
