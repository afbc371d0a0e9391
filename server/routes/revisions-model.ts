import { toMilliseconds } from '../../core/model/time.ts';
import { sizeOfChange } from '../../notebook/diff/lines.ts';
import { diffNotebooks } from '../../notebook/diff/notebooks.ts';
import { headingsOf, parse } from '../../notebook/format/index.ts';
import type { RevisionEntry, RevisionsModel } from '../../views/revisions-model.ts';
import type { Revision } from '../journal/port.ts';
import type { NotebookText } from '../store/port.ts';

/** Newest first, each with what it changed in the one before. */
export function revisionList(revisions: readonly Revision[]): RevisionEntry[] {
  return revisions
    .map(({ id, at, reason, text }, index) => ({
      id,
      at: toMilliseconds(at),
      reason,
      ...sizeOfChange(revisions[index - 1]?.text ?? '', text),
    }))
    .reverse();
}

export interface Compared {
  readonly id: string;
  readonly revisions: readonly Revision[];
  /** Undefined for a deleted notebook. */
  readonly present: NotebookText | undefined;
  readonly from: number | undefined;
  readonly to: number | undefined;
}

/** Compares two revisions (0 is the empty text), if not said otherwise the newest with the one before it. */
export function revisionsModel({ id, revisions, present, from, to }: Compared): RevisionsModel {
  const at = revisions.findIndex((each) => each.id === to);
  const after = revisions[at < 0 ? revisions.length - 1 : at];
  const last = revisions[(at < 0 ? revisions.length : at + 1) - 2];
  const before = from === 0 ? undefined : (revisions.find((each) => each.id === from) ?? last);
  const file = parse(present?.text ?? after?.text ?? '');
  const old = parse(before?.text ?? '');
  const change = after && diffNotebooks(old, parse(after.text, old));
  const label = new Map(
    [...old.blocks, ...(after ? parse(after.text, old).blocks : [])].map((block) => [
      block.id,
      block.header ? block.id : (headingsOf(block)[0]?.text ?? firstWords(block.body)),
    ]),
  );
  return {
    notebook: id,
    title: file.title || id,
    exists: present !== undefined,
    current: revisions.findLast(({ text }) => text === present?.text)?.id ?? null,
    revisions: revisionList(revisions),
    before: before?.id ?? null,
    after: after?.id ?? null,
    titles: change?.title ?? null,
    untouched: change?.untouched ?? 0,
    cells: (change?.cells ?? []).map((cell) => ({ ...cell, label: label.get(cell.id) ?? cell.id })),
  };
}

const firstWords = (body: string): string => {
  const words = body.trim().split(/\s+/).slice(0, 6).join(' ');
  return words.length > 40 ? `${words.slice(0, 39)}…` : words;
};
