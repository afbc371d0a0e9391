import type { ClientOrderId } from '../../model/ids.ts';
import { exitsOf, type Group, heldBy, workingMost } from './group.ts';
import type { BracketRole } from './price.ts';

/** What of a position is one group's. */
export interface Share {
  readonly contracts: number;
  /** Contracts for which no exit of another group works, whatever was asked of it: no more may be placed than this. */
  readonly free: Readonly<Record<BracketRole, number>>;
}

/**
 * How much of one position (its signed contracts) each of its groups holds. Other orders may have closed a part of it; that is taken from the oldest
 * entries first, of two of one instant from the first, so what is protected never exceeds what is held.
 */
export function shares(groups: readonly Group[], net: number): ReadonlyMap<ClientOrderId, Share> {
  const given = new Map<ClientOrderId, Share>();
  const held = { buy: Math.max(0, net), sell: Math.max(0, -net) };
  const room = { ...held };
  const newestFirst = [...groups].reverse().sort((a, b) => b.entry.tsCreated - a.entry.tsCreated);
  for (const group of newestFirst) {
    const { side, clientOrderId } = group.entry.intent;
    const others = groups.filter((other) => other !== group && other.entry.intent.side === side);
    const free = (role: BracketRole) =>
      others.reduce((left, other) => left - workingMost(exitsOf(other, role)), held[side]);
    const contracts = Math.min(Math.max(0, heldBy(group)), room[side]);
    room[side] -= contracts;
    given.set(clientOrderId, { contracts, free: { stop: free('stop'), target: free('target') } });
  }
  return given;
}
