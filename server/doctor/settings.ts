import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { kinds } from '../../cells/index.ts';
import { ConfigError } from '../../config/explain.ts';
import { type Config, loadConfig } from '../../config/load.ts';
import { keyTable } from '../keys.ts';
import { type Line, note, ok, problem, sentenceOf } from './line.ts';

const files = [
  'desk.json',
  'instruments.json',
  'calendars.json',
  'levels.json',
  'spots.json',
  'keys.json',
  'trace.json',
] as const;

/** The settings as a start would read them, and what a person's own file says otherwise: names alone, since values may be secret. */
export async function settingsLines(
  folder: string,
): Promise<{ readonly lines: Line[]; readonly config: Config | undefined }> {
  const present = files.filter((file) => existsSync(path.join(folder, file)));
  try {
    const config = await loadConfig(folder);
    keyTable(kinds, config.keys);
    const text = `${present.join(', ')} of ${folder} are read, ${config.instruments.length} products, environment ${config.environment}`;
    return { lines: [ok('settings', text), ...overridden(folder)], config };
  } catch (error) {
    const sentences = error instanceof ConfigError ? error.message.split('\n') : [sentenceOf(error)];
    const todo = `Mend it in ${folder}; a start refuses it in the same words.`;
    return { lines: sentences.map((sentence) => problem('settings', sentence, todo)), config: undefined };
  }
}

function overridden(folder: string): Line[] {
  const file = path.join(folder, 'local.json');
  if (!existsSync(file)) return [ok('settings', 'no local.json, so desk.json holds as it is')];
  const names = leavesOf(JSON.parse(readFileSync(file, 'utf8')));
  const text =
    names.length === 0 ? 'local.json sets nothing' : `local.json wins over desk.json for ${names.join(', ')}`;
  return [note('settings', text)];
}

function leavesOf(value: unknown, before = ''): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [before];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, before === '' ? key : `${before}.${key}`));
}
