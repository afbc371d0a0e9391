import type { Tag } from '../../views/tag.ts';
import { orderTraceAddress } from '../../views/trace-address.ts';
import type { FillRow } from './schema.ts';
import { timeText } from './view.ts';

/** The time of an own fill, which opens the trace of its order; the tab key comes to one of them, arrows to the others. */
export const tracedTime = <T>(html: Tag<T>, row: FillRow, isFirst: boolean): T =>
  row.order === undefined
    ? timeText(html, row)
    : html`<a class="fill-trace" href="${orderTraceAddress(row.order)}" tabindex="${isFirst ? '0' : '-1'}" title="The trace of order ${row.order}">${timeText(html, row)}</a>`;
