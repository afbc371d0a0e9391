import { instant } from '../../core/model/time.ts';
import { treeOfRows } from '../../core/trace/tree/from-rows.ts';
import type { CellContext, Refs } from '../kind.ts';
import { type Found, findTrace, missingText } from './find.ts';
import type { TraceTreeProps, TraceTreeValue } from './schema.ts';
import { noTrace, valueOfTree } from './value.ts';

export const refs = (): Refs => ({ reads: ['process_trace'] });

/** Changes of the store between two looks: the console's own calls change it all the time. */
const shortPause = 10;
const longPause = 1_280;

/**
 * The trace as far as it is recorded. It is looked for again as more is written, less and less often while there is nothing new, since a
 * trace that ended does not grow.
 */
export async function* frames(props: TraceTreeProps, context: CellContext): AsyncIterable<TraceTreeValue> {
  let shown: string | undefined;
  let known: Found | undefined;
  let pause = shortPause;
  let waiting = 0;
  const stays = props.trace !== undefined || props.subject !== undefined;
  for await (const _ of context.changes('process_trace')) {
    waiting -= 1;
    if (waiting > 0) continue;
    const found = await findTrace(props, context.traces);
    const trace = found?.trace;
    if (trace !== known?.trace) known = found;
    const rows = trace === undefined ? [] : await context.traces.trace(trace, known?.near);
    if (rows[0] && trace !== undefined) known = { trace, near: instant(rows[0].start_ts_us) };
    const key = `${trace} ${rows.length}`;
    pause = key === shown && rows.length > 0 ? Math.min(pause * 2, stays ? longPause : shortPause * 8) : shortPause;
    waiting = pause;
    if (key === shown) continue;
    shown = key;
    yield trace === undefined || rows.length === 0
      ? noTrace(missingText(props, trace))
      : valueOfTree(trace, treeOfRows(rows));
  }
}
