import type { CallDetail, CallRow, CanonicalRow, Page } from '../../core/trace/query.ts';
import type { ListedPage } from '../../views/client/standing.ts';
import type { Names } from './controls.ts';
import { shownRow } from './row.ts';
import type { TraceRow } from './schema.ts';

/*
 * What the console answers an element with; the addresses say which of them it is.
 */

export function pageOf(reply: unknown): ListedPage<TraceRow> {
  const { rows, before, searchedTo, newest } = reply as Page<CallRow | CanonicalRow>;
  return { rows: rows.map(shownRow), before, searchedTo, newest: newest ?? 0 };
}

export const detailOf = (reply: unknown): CallDetail => reply as CallDetail;
export const namesOf = (reply: unknown): Names => reply as Names;
