import type { Timed } from './trace-tree.ts';

/** A stretch of time, in microseconds since the trace's origin, in which this call kept the trace from ending. */
export interface CriticalStretch {
  readonly call: number;
  readonly from: number;
  readonly to: number;
}

/** Where work on a call may have ended: itself, or the last call below it, which may outlive it. */
function reachOf({ size, parent, start, duration }: Timed): Float64Array {
  const reach = start.map((from, call) => from + (duration[call] as number));
  for (let call = size - 1; call >= 0; call--) {
    const above = parent[call] as number;
    if (above >= 0) reach[above] = Math.max(reach[above] as number, reach[call] as number);
  }
  return reach;
}

/** A call whose part of the path is to be walked, and the call around it that ran longest; -1 is the trace itself, whose callees are the roots. */
interface Walk {
  readonly call: number;
  readonly around: number;
  readonly from: number;
  readonly to: number;
}

interface Ending {
  readonly call: number;
  readonly at: number;
}

/** The last ending first; of equal ones the call that began first. */
const lastFirst = (timed: Timed) => (a: Ending, b: Ending) =>
  b.at - a.at || (timed.start[a.call] as number) - (timed.start[b.call] as number) || a.call - b.call;

/**
 * The chain of calls that determined the end of a trace, in the order of time.
 *
 * It walks back from the end of a call. Of its callees the one that ended last was waited for: the stretch after it is the call's own, the
 * walk goes into the callee, and then on from where that callee began, with the callees that had ended by then; those that overlap what was
 * waited for are passed over. A callee that outlives its caller is waited for too; the stretch between them is that of the call around them
 * that ran longest, and nobody's where none ran. Stretches do not overlap, lie within the trace and, where each callee runs within its caller, cover it without a gap. n log n, at any
 * depth.
 */
export function criticalPath(timed: Timed): readonly CriticalStretch[] {
  const { size, start, duration, end, total } = timed;
  const reach = reachOf(timed);
  const finish = (call: number) => (call < 0 ? total : (start[call] as number) + (duration[call] as number));
  const path: CriticalStretch[] = [];
  const add = (call: number, from: number, to: number) => {
    if (call < 0) return;
    const begin = Math.max(from, start[call] as number);
    const until = Math.min(to, finish(call));
    if (until > begin) path.push({ call, from: begin, to: until });
  };
  const own = ({ call, around }: Walk, from: number, to: number) => {
    add(call, from, to);
    if (call >= 0 && finish(call) < to) add(around, Math.max(from, finish(call)), to);
  };
  const taken = new Uint8Array(size);
  const open: Walk[] = [{ call: -1, around: -1, from: 0, to: total }];
  for (let walk = open.pop(); walk; walk = open.pop()) {
    const { call, around, from, to } = walk;
    const longest = around < 0 || finish(call) >= finish(around) ? call : around;
    const endings: Ending[] = [];
    const past = call < 0 ? size : (end[call] as number);
    for (let callee = call + 1; callee < past; callee = end[callee] as number) {
      const last = reach[callee] as number;
      const ended = Math.min(finish(call), finish(callee));
      endings.push({ call: callee, at: last });
      if (ended < last) endings.push({ call: callee, at: ended });
    }
    endings.sort(lastFirst(timed));
    let cursor = to;
    for (const { call: callee, at } of endings) {
      const begin = Math.max(from, start[callee] as number);
      if (at > cursor || begin >= at || taken[callee] === 1) continue;
      taken[callee] = 1;
      own(walk, at, cursor);
      open.push({ call: callee, around: longest, from: begin, to: at });
      cursor = begin;
    }
    own(walk, from, cursor);
  }
  return path.sort((a, b) => a.from - b.from || a.to - b.to);
}
