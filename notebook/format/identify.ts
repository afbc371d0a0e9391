import { bare } from './lines.ts';
import type { Block, Problem } from './notebook-file.ts';

export const goodName = /^[a-z][a-z0-9_]*$/;
const proseName = /^note_([1-9]\d*)$/;

export type Unnamed = Omit<Block, 'id'>;

/** Gives every block its address, and says which names are bad or taken. */
export function identify(
  blocks: readonly Unnamed[],
  previous: readonly Block[],
): { ids: string[]; problems: Problem[] } {
  const prose = proseIds(blocks, previous);
  const taken = new Set(prose.values());
  const problems: Problem[] = [];
  const ids = blocks.map((block, index) => {
    const ofProse = prose.get(index);
    if (ofProse !== undefined) return ofProse;
    const wrong = wrongName(block.name, taken, blocks);
    const id = wrong ? freeAddress(block.name, taken) : block.name;
    taken.add(id);
    if (wrong) problems.push({ ...wrong, line: block.line, cell: id });
    return id;
  });
  return { ids, problems };
}

function wrongName(
  name: string,
  taken: ReadonlySet<string>,
  blocks: readonly Unnamed[],
): Pick<Problem, 'code' | 'message'> | undefined {
  if (!goodName.test(name)) {
    return {
      code: 'bad_id',
      message: `${bare(name)} is no name for a cell: names begin with a small letter and hold small letters, digits and _.`,
    };
  }
  if (proseName.test(name)) {
    return { code: 'duplicate_id', message: `${name} is a name that prose takes. Give the cell another one.` };
  }
  if (!taken.has(name)) return undefined;
  const first = blocks.find((block) => block.header && block.name === name);
  return {
    code: 'duplicate_id',
    message: `Line ${first?.line} already has a cell ${name}. Give one of them another name.`,
  };
}

function freeAddress(name: string, taken: ReadonlySet<string>): string {
  const stem =
    name
      .toLowerCase()
      .replace(/[^a-z0-9_]+/g, '-')
      .replace(/^[-]+|[-]+$/g, '') || 'cell';
  let count = 2;
  while (taken.has(`${stem}-${count}`)) count += 1;
  return `${stem}-${count}`;
}

/**
 * Ids of prose by index. Without a past they go by order. With one, prose keeps its id when its text is unchanged, else when it
 * still follows or precedes the same block; what is new takes a number never used since the notebook was opened.
 */
function proseIds(blocks: readonly Unnamed[], previous: readonly Block[]): Map<number, string> {
  const ids = new Map<number, string>();
  const free = new Set(previous.filter((block) => !block.header));
  const match = (same: (block: Unnamed, index: number, old: Block) => boolean): void => {
    blocks.forEach((block, index) => {
      if (block.header || ids.has(index)) return;
      const found = [...free].find((old) => same(block, index, old));
      if (!found) return;
      free.delete(found);
      ids.set(index, found.id);
    });
  };
  const places = new Map(previous.map((block, index) => [block, index]));
  match((block, _, old) => block.body === old.body);
  for (const atEdge of [false, true]) {
    for (const step of [-1, 1]) {
      match((_, index, old) => {
        const neighbor = nameOrText(blocks[index + step]);
        return (neighbor !== undefined || atEdge) && neighbor === nameOrText(previous[places.get(old)! + step]);
      });
    }
  }
  let last = Math.max(0, ...previous.map((block) => Number(proseName.exec(block.id)?.[1] ?? 0)));
  blocks.forEach((block, index) => {
    if (!block.header && !ids.has(index)) ids.set(index, `note_${++last}`);
  });
  return ids;
}

const nameOrText = (block: Unnamed | undefined): string | undefined =>
  block && (block.header ? `cell ${block.name}` : `text ${block.body}`);
