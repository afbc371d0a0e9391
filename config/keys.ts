import { didYouMean, nearest } from '../core/nearest.ts';
import { checkChord } from './chord.ts';
import { ConfigError } from './explain.ts';

/** Keys by action as one file gives them. */
export interface KeyFile {
  readonly file: string;
  readonly keys: Readonly<Record<string, string | readonly string[]>>;
}

/** Something that can be bound: an action of the page (scope `page`), or one of a kind of cells, which acts where that cell has the focus. */
export interface Bindable {
  /** `run`, `ladder.center` */
  readonly name: string;
  readonly scope: string;
  /** Chords separated by spaces, one entry an alternative; what it has unless a file says otherwise. */
  readonly keys: readonly string[];
  /** Takes one chord and no sequence. */
  readonly single: boolean;
}

interface Taken {
  readonly action: Bindable;
  readonly keys: string;
}

/**
 * The keys of every action once the files, later ones first, have had their say. Throws a `ConfigError` for an action or key that does not exist, and
 * where two actions of one scope would be meant by one key, or one key is the beginning of another's.
 */
export function bindKeys(
  actions: readonly Bindable[],
  files: readonly KeyFile[],
): Readonly<Record<string, readonly string[]>> {
  const table: Record<string, readonly string[]> = Object.fromEntries(actions.map(({ name, keys }) => [name, keys]));
  const byName = new Map(actions.map((action) => [action.name, action]));
  const said = new Map<string, string>();
  for (const { file, keys } of files) {
    const problems = Object.entries(keys).flatMap(([name, given]) => {
      const action = byName.get(name);
      if (!action) return [`${name} is no action.${didYouMean(nearest(name, byName.keys(), 1))}`];
      said.set(name, file);
      table[name] = typeof given === 'string' ? [given] : given;
      return table[name].flatMap((sequence) => wrongKeys(action, sequence));
    });
    if (problems.length > 0) throw new ConfigError(file, problems);
  }
  const clash = firstClash(actions, table, said);
  if (clash) throw clash;
  return table;
}

function wrongKeys(action: Bindable, sequence: string): string[] {
  const chords = sequence.split(' ');
  if (chords.length > (action.single ? 1 : 2)) {
    const most = action.single ? 'one key' : 'one key or two after another';
    return [`${action.name}: "${sequence}" is too long; it takes ${most}, and alternatives stand in a list.`];
  }
  return chords.flatMap((chord) => {
    try {
      checkChord(chord);
      return [];
    } catch (error) {
      return [`${action.name}: ${(error as Error).message}.`];
    }
  });
}

/** Defaults do not clash among themselves, so one of the two was said in a file. */
function firstClash(
  actions: readonly Bindable[],
  table: Readonly<Record<string, readonly string[]>>,
  said: ReadonlyMap<string, string>,
): ConfigError | undefined {
  const taken: Taken[] = [];
  for (const action of [...actions].sort((a, b) => Number(said.has(a.name)) - Number(said.has(b.name)))) {
    for (const keys of table[action.name] ?? []) {
      const other = taken.find((one) => one.action.scope === action.scope && meet(one.keys, keys));
      const file = said.get(action.name);
      if (other && file) return new ConfigError(file, [`${action.name}: ${clashText(keys, other)}`]);
      taken.push({ action, keys });
    }
  }
  return undefined;
}

const meet = (a: string, b: string): boolean => a === b || a.startsWith(`${b} `) || b.startsWith(`${a} `);

function clashText(keys: string, other: Taken): string {
  const { name } = other.action;
  if (keys === other.keys) return `"${keys}" is the key of ${name} already; give that another, or none: "${name}": [].`;
  const [short, long] = keys.length < other.keys.length ? [keys, other.keys] : [other.keys, keys];
  return `"${keys}" cannot stand beside "${other.keys}" of ${name}: "${short}" would act before "${long}" is whole.`;
}
