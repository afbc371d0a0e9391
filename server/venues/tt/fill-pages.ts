import { VenueProblem } from '../../../core/venue/books.ts';
import { TtTimeout } from './http.ts';

/** Rows that TT gives at most. */
const fillRows = 500;
const narrowings = 32;

export interface Timed {
  /** The same for the same execution, told again. */
  readonly key: string;
  /** Nanoseconds. */
  readonly timeStamp: bigint;
}

/** One answer: the rows that could be read, and how many there were. */
export interface FillPage<T> {
  readonly rows: readonly T[];
  readonly count: number;
}

export interface FillWindow<T extends Timed> {
  /** Rejects with a `TtTimeout` where the window is too much. */
  readonly ask: (from: bigint, until: bigint | undefined) => Promise<FillPage<T>>;
  readonly since: bigint;
  readonly now: bigint;
  /** Rows of a full answer. */
  readonly rows?: number;
}

/**
 * Everything since an instant, oldest first, each execution once. The next page begins at the last time itself and not behind it, as fills share
 * nanoseconds; a window that takes TT too long is halved, and doubled again once it answers. Rejects with a `VenueProblem`.
 */
export async function allFills<T extends Timed>({
  ask,
  since,
  now,
  rows = fillRows,
}: FillWindow<T>): Promise<readonly T[]> {
  const found = new Map<string, T>();
  let from = since;
  let width: bigint | undefined;
  for (;;) {
    const answered = await narrowing(ask, from, width, now);
    for (const row of answered.rows) if (row.timeStamp >= since) found.set(row.key, found.get(row.key) ?? row);
    if (answered.count >= rows) {
      from = after(from, answered.rows);
      width = answered.width;
      continue;
    }
    if (answered.width === undefined) return [...found.values()].sort(byTime);
    from += answered.width;
    width = answered.width * 2n;
    if (from + width > now) width = undefined;
  }
}

const byTime = (a: Timed, b: Timed): number => (a.timeStamp < b.timeStamp ? -1 : a.timeStamp > b.timeStamp ? 1 : 0);

/** Where a full page goes on. */
function after(from: bigint, rows: readonly Timed[]): bigint {
  const last = rows.reduce((latest, { timeStamp }) => (timeStamp > latest ? timeStamp : latest), -1n);
  if (last > from) return last;
  throw new VenueProblem(
    last === from
      ? `TT has more fills in the nanosecond ${from} than it gives at once: they cannot all be had. Download them from TT and import the file.`
      : `TT gives full pages of fills since ${from} in which none can be read: the rest cannot be had.`,
  );
}

interface Answered<T> extends FillPage<T> {
  /** How long the window was; undefined when it was open. */
  readonly width: bigint | undefined;
}

async function narrowing<T>(
  ask: FillWindow<T & Timed>['ask'],
  from: bigint,
  first: bigint | undefined,
  now: bigint,
): Promise<Answered<T>> {
  let width = first;
  for (let tries = 0; ; tries++) {
    try {
      return { ...(await ask(from, width === undefined ? undefined : from + width)), width };
    } catch (error) {
      if (!(error instanceof TtTimeout)) throw error;
      width = (width ?? (now > from ? now - from : 2n)) / 2n;
      if (tries >= narrowings || width === 0n) {
        throw new VenueProblem(
          `TT takes too long for its fills, however short the time asked for. It is asked again later.`,
          {
            cause: error,
          },
        );
      }
    }
  }
}
