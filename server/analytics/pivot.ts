import { isWord, type Token, tokens } from './tokens.ts';

const clauseAfterOn = new Set(['using', 'group', 'order', 'limit', 'offset', 'union', 'intersect', 'except', 'into']);
const inserted = " IN ('')";

export interface Rewritten {
  readonly sql: string;
  /** Offset in the text as typed of an offset in the rewritten one. */
  original(offset: number): number;
}

function depthChange(token: Token): number {
  if (token.kind !== 'symbol') return 0;
  return '([{'.includes(token.text) ? 1 : ')]}'.includes(token.text) ? -1 : 0;
}

/** Where each ON expression of the PIVOT that starts at `pivot` ends without a list of its own. */
function openEnds(all: readonly Token[], pivot: number): number[] {
  const ends: number[] = [];
  let depth = 0;
  let inOn = false;
  let hasList = false;
  let last: Token | undefined;
  const close = () => {
    if (inOn && !hasList && last) ends.push(last.end);
    hasList = false;
  };
  for (let index = pivot + 1; index < all.length; index++) {
    const token = all[index]!;
    if (depth === 0) {
      if (token.text === ')' || token.text === ';') break;
      if (!inOn && isWord(token, 'on')) {
        inOn = true;
        continue;
      }
      if (inOn && token.kind === 'word' && clauseAfterOn.has(token.text.toLowerCase())) break;
      if (inOn && token.text === ',') {
        close();
        continue;
      }
      if (isWord(token, 'in')) hasList = true;
    }
    depth += depthChange(token);
    last = token;
  }
  close();
  return ends;
}

/**
 * DuckDB cannot write the tree of a PIVOT whose columns come from the data. Its tables are the same with a list of its own, so for
 * reading the tree each ON expression gets one. Undefined when there is no such PIVOT.
 */
export function pivotWithColumns(sql: string): Rewritten | undefined {
  const all = tokens(sql);
  const ends = all
    .flatMap((token, index) => (isWord(token, 'pivot') || isWord(token, 'pivot_wider') ? openEnds(all, index) : []))
    .sort((a, b) => a - b);
  if (ends.length === 0) return undefined;
  let rewritten = '';
  let from = 0;
  for (const end of ends) {
    rewritten += sql.slice(from, end) + inserted;
    from = end;
  }
  return {
    sql: rewritten + sql.slice(from),
    original(offset) {
      let shift = 0;
      for (const end of ends) {
        if (end + shift >= offset) break;
        shift += Math.min(inserted.length, offset - end - shift);
      }
      return offset - shift;
    },
  };
}
