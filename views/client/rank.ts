import { fuzzy } from './fuzzy.ts';

export interface Rankable {
  readonly word: string;
  readonly about?: string;
  readonly group?: string;
}

export interface Ranked<C> {
  readonly choice: C;
  /** Where the letters asked for stand in its word. */
  readonly letters: readonly number[];
}

/** What scores less is letters in order, no more. */
const meant = 200;

/**
 * The choices that answer a query, the nearest first and groups kept together. A word that is not in the choice's own may begin one of its description
 * or group. Letters that
 * are only scattered over a word count where nothing better is found. Of equals the shorter goes first, then the one that stood first.
 */
export function rank<C extends Rankable>(query: string, choices: readonly C[]): readonly Ranked<C>[] {
  if (query.trim() === '') return choices.map((choice) => ({ choice, letters: [] }));
  const scored = choices.flatMap((choice, order) => {
    const found = fuzzy(query, choice.word) ?? described(query, choice);
    return found ? [{ choice, order, ...found }] : [];
  });
  const enough = scored.some(({ score }) => score >= meant);
  const kept = enough ? scored.filter(({ score }) => score >= meant) : scored;
  kept.sort((a, b) => b.score - a.score || a.choice.word.length - b.choice.word.length || a.order - b.order);
  return grouped(kept);
}

/** What is found by its description stands behind what is found by its word, and before scattered letters. */
function described(query: string, { word, about = '', group = '' }: Rankable) {
  const words = `${word} ${about} ${group}`.toLowerCase().split(/[^\p{L}\p{N}$_]+/u);
  const all = query.toLowerCase().split(/\s+/).filter(Boolean);
  return all.every((asked) => words.some((one) => one.startsWith(asked))) ? { score: meant, letters: [] } : undefined;
}

function grouped<C extends Rankable>(ranked: readonly Ranked<C>[]): readonly Ranked<C>[] {
  const groups = new Map<string, Ranked<C>[]>();
  for (const { choice, letters } of ranked) {
    const group = choice.group ?? '';
    const present = groups.get(group);
    if (present) present.push({ choice, letters });
    else groups.set(group, [{ choice, letters }]);
  }
  return [...groups.values()].flat();
}
