import type { Call } from './call.ts';

const ORPHANS = 1_000;

/** Leaves errors of a trace that is not kept to the call above: it is their parent if it failed, and if it still runs that will show. */
export function hand(above: Call | undefined, orphans: readonly Call[]): void {
  if (above === undefined) return;
  const { aside } = above;
  if (aside !== undefined) aside.orphans = [...(aside.orphans ?? []), ...orphans].slice(-ORPHANS);
  else if (above.error !== undefined) adopt(above, orphans);
}

/** Makes a call that failed the parent of errors inside of it. */
export function adopt(parent: Call, orphans: readonly Call[]): void {
  for (const orphan of orphans) {
    orphan.parent = parent.span;
    orphan.caller = parent.process;
  }
}
