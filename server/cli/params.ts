import { WrongUse } from './client.ts';

/** Collects `--param name=value`; commander hands in what came before. */
export function collectParam(text: string, before: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const match = /^([a-z][a-z0-9_]*)=([\s\S]*)$/.exec(text);
  if (!match) {
    throw new WrongUse(`--param takes name=value with a name such as day or instrument; got ${JSON.stringify(text)}.`);
  }
  return new Map([...before, [match[1] ?? '', match[2] ?? '']]);
}
