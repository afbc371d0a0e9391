/** Lots of a click. */
export const sizes = [1, 5, 10, 25] as const;
const holdMilliseconds = 400;
export const idleMilliseconds = 30_000;

/** Whether a click may trade. Times are milliseconds of one clock that only runs forward. */
export interface Arm {
  readonly armed: boolean;
  /** Since when the key is down. */
  readonly heldSince: number | null;
  readonly usedAt: number;
  /** In lots. */
  readonly size: number;
}

export const disarmed: Arm = { armed: false, heldSince: null, usedAt: 0, size: 1 };

export type ArmEvent =
  | { readonly type: 'press' | 'release' | 'use' | 'disarm' | 'time'; readonly at: number }
  | { readonly type: 'size'; readonly size: number; readonly at: number };

/** Held for 400 ms it arms; released earlier, left alone for 30 s, or told so, it disarms. */
export function arm(state: Arm, event: ArmEvent): Arm {
  switch (event.type) {
    case 'press':
      return state.armed || state.heldSince !== null ? state : { ...state, heldSince: event.at };
    case 'release':
      return { ...timed(state, event.at), heldSince: null };
    case 'time':
      return timed(state, event.at);
    case 'use':
      return { ...timed(state, event.at), usedAt: event.at };
    case 'size':
      return { ...timed(state, event.at), usedAt: event.at, size: event.size };
    case 'disarm':
      return { ...state, armed: false, heldSince: null };
  }
}

function timed(state: Arm, at: number): Arm {
  if (!state.armed && state.heldSince !== null && at - state.heldSince >= holdMilliseconds) {
    return { ...state, armed: true, usedAt: at };
  }
  if (state.armed && at - state.usedAt >= idleMilliseconds) return { ...state, armed: false, heldSince: null };
  return state;
}

/** Milliseconds until time alone changes the state; undefined when it will not. */
export function nextChange(state: Arm, at: number): number | undefined {
  if (state.armed) return Math.max(0, state.usedAt + idleMilliseconds - at);
  if (state.heldSince !== null) return Math.max(0, state.heldSince + holdMilliseconds - at);
  return undefined;
}
