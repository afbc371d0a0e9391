import { parseList } from '../../cells/input/list-text.ts';
import { WrongUse } from './client.ts';

/** Collects `--param name=value`; commander hands in what came before. */
export function collectParam(text: string, before: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const match = /^([a-z][a-z0-9_]*)=([\s\S]*)$/.exec(text);
  if (!match) {
    throw new WrongUse(`--param takes name=value with a name such as day or instrument; got ${JSON.stringify(text)}.`);
  }
  return new Map([...before, [match[1] ?? '', match[2] ?? '']]);
}

/** A value that a query binds: a text, or with `name[]=` a list of texts. */
export type QueryParam = string | readonly string[];

/** Collects `--param name=value` and `--param name[]=one,two`. */
export function collectQueryParam(
  text: string,
  before: ReadonlyMap<string, QueryParam>,
): ReadonlyMap<string, QueryParam> {
  const [, name, list = ''] = /^([a-z][a-z0-9_]*)\[\]=([\s\S]*)$/.exec(text) ?? [];
  if (name === undefined) return new Map([...before, ...collectParam(text, new Map())]);
  try {
    return new Map([...before, [name, parseList(list)]]);
  } catch (error) {
    throw new WrongUse(`--param ${name}[]: ${error instanceof Error ? error.message : String(error)}`);
  }
}
