import type { Block, NotebookFile } from '../format/index.ts';
import { diff } from './diff.ts';
import { diffLines, type Line } from './lines.ts';

/** What became of one cell between two texts of a notebook. */
export interface CellChange {
  readonly id: string;
  readonly kind: string;
  readonly change: 'added' | 'removed' | 'edited' | 'kept';
  readonly moved: boolean;
  /** Its name before, where only that is another one. */
  readonly was: string | null;
  /** Its text with the fence; empty where that is as it was. */
  readonly lines: readonly Line[];
}

export interface NotebookChange {
  readonly title: { readonly before: string; readonly after: string } | null;
  readonly cells: readonly CellChange[];
  /** Cells that are as they were. */
  readonly untouched: number;
}

/** Compares two texts cell by cell. `after` was parsed with `before` as its past, so that prose has the same ids in both. */
export function diffNotebooks(before: NotebookFile, after: NotebookFile): NotebookChange {
  const renamed = renames(before.blocks, after.blocks);
  const idBefore = (block: Block) => renamed.get(block.id) ?? block.id;
  const old = new Map(before.blocks.map((block) => [block.id, block]));
  const staying = new Set(after.blocks.map(idBefore));
  const cells: CellChange[] = [];
  const hunks = diff(
    before.blocks.map(({ id }) => id),
    after.blocks.map(idBefore),
  );
  const arrived = new Set(hunks.flatMap(({ start, end }) => after.blocks.slice(start, end)));
  const gone = new Map(hunks.map(({ from, to, start }) => [start, before.blocks.slice(from, to)]));
  after.blocks.forEach((block, index) => {
    for (const left of gone.get(index) ?? []) if (!staying.has(left.id)) cells.push(removed(left));
    cells.push(compared(old.get(idBefore(block)), block, arrived.has(block)));
  });
  for (const left of gone.get(after.blocks.length) ?? []) if (!staying.has(left.id)) cells.push(removed(left));
  const touched = cells.filter(({ change, moved, was }) => change !== 'kept' || moved || was !== null);
  return {
    title: before.title === after.title ? null : { before: before.title, after: after.title },
    cells: touched,
    untouched: cells.length - touched.length,
  };
}

/** Cells of a new name with the kind and body of one that is gone, by their new id. */
function renames(before: readonly Block[], after: readonly Block[]): ReadonlyMap<string, string> {
  const ids = (blocks: readonly Block[]) => new Set(blocks.map(({ id }) => id));
  const [old, now] = [ids(before), ids(after)];
  const left = before.filter(({ id, header }) => header && !now.has(id));
  const found = new Map<string, string>();
  for (const block of after) {
    if (!block.header || old.has(block.id)) continue;
    const at = left.findIndex(({ kind, body }) => kind === block.kind && body === block.body && body.trim() !== '');
    const [same] = at < 0 ? [] : left.splice(at, 1);
    if (same) found.set(block.id, same.id);
  }
  return found;
}

const textOf = ({ source }: Block): string => source.replaceAll('\r\n', '\n').replace(/\n$/, '');

const removed = (block: Block): CellChange => ({
  id: block.id,
  kind: block.kind,
  change: 'removed',
  moved: false,
  was: null,
  lines: diffLines(textOf(block), ''),
});

function compared(old: Block | undefined, block: Block, arrived: boolean): CellChange {
  const [before, after] = [old ? textOf(old) : '', textOf(block)];
  const same = before === after;
  return {
    id: block.id,
    kind: block.kind,
    change: old === undefined ? 'added' : same ? 'kept' : 'edited',
    moved: old !== undefined && arrived,
    was: old === undefined || old.id === block.id ? null : old.id,
    lines: same ? [] : diffLines(before, after),
  };
}
