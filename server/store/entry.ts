import { parse, proseKind, summaryOf } from '../../notebook/format/index.ts';
import type { StoredText } from './folder.ts';
import type { NotebookEntry } from './port.ts';

/** A notebook as the list shows it. */
export function describe(id: string, { text, modified }: StoredText, origin: NotebookEntry['origin']): NotebookEntry {
  const file = parse(text);
  const kinds = file.blocks.flatMap(({ kind }) => (kind === proseKind ? [] : [kind]));
  return { id, title: file.title || id, about: summaryOf(file), kinds, origin, modified };
}

/** A file that cannot be read hides no other, and says why. */
export const unreadable = (id: string, error: unknown): NotebookEntry => ({
  id,
  title: id,
  about: error instanceof Error ? error.message : String(error),
  kinds: [],
  origin: 'own',
  modified: 0,
});

/** Shipped ones first as `order` names them, then the others by title; a copy stands where the shipped one stood. */
export function inOrder(entries: readonly NotebookEntry[], order: readonly string[]): NotebookEntry[] {
  const rank = ({ id, origin }: NotebookEntry): number => {
    const place = order.indexOf(id);
    if (origin === 'own') return order.length + 1;
    return place >= 0 ? place : order.length;
  };
  return [...entries].sort(
    (a, b) => rank(a) - rank(b) || a.title.localeCompare(b.title, 'en') || (a.id < b.id ? -1 : 1),
  );
}
