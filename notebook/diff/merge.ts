import { apply, type Replacement } from './apply.ts';
import { diff } from './diff.ts';

/**
 * What two sides made of one list, in one: undefined where both replaced the same stretch, or put something at the same place, and not
 * the same.
 */
export function merge<T>(
  base: readonly T[],
  ours: readonly T[],
  theirs: readonly T[],
  same: (a: T, b: T) => boolean,
): T[] | undefined {
  const [mine, other] = [ours, theirs].map((side) =>
    diff(base, side, same).map(
      ({ from, to, start, end }): Replacement<T> => ({ from, to, put: side.slice(start, end) }),
    ),
  ) as [Replacement<T>[], Replacement<T>[]];
  const alike = (a: Replacement<T>, b: Replacement<T>) =>
    a.from === b.from &&
    a.to === b.to &&
    a.put.length === b.put.length &&
    a.put.every((each, index) => same(each, b.put[index] as T));
  const fresh = mine.filter((each) => !other.some((theirHunk) => alike(each, theirHunk)));
  if (fresh.some((each) => other.some((theirHunk) => meet(each, theirHunk)))) return undefined;
  return apply(
    base,
    [...fresh, ...other].sort((a, b) => a.from - b.from || a.to - b.to),
  );
}

type Stretch = Pick<Replacement<unknown>, 'from' | 'to'>;

/** Neighbors do not meet; two additions at one place do, since nobody can say which comes first. */
const meet = (a: Stretch, b: Stretch): boolean =>
  (a.from < b.to && b.from < a.to) || (a.from === a.to && b.from === b.to && a.from === b.from);
