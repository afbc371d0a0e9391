import type { Order } from '../../model/order.ts';
import { quantity } from '../../model/quantity.ts';
import { isOpen } from '../apply.ts';
import { mostOfOne } from '../slices.ts';
import { sameTerms } from '../terms.ts';
import { type Around, type Decision, isSettled, nextExit, type ProtectionAction } from './decision.ts';
import { exitsOf, type Group, opposite, workingMost } from './group.ts';
import { withdraw } from './pace.ts';
import { askedExit, type BracketRole, exitPrice } from './price.ts';

const NOTHING: Decision = { actions: [] };

/** What works of it once everything that was asked for is granted. */
const askedLeaves = ({ terms, replacing, filledQuantity, cancelRequested }: Order): number =>
  cancelRequested ? 0 : Math.max(0, (replacing ?? terms).quantity - filledQuantity);

/** Contracts that exits of this role are still to be placed for. A role whose exit somebody canceled is theirs, and no more is placed. */
export function wanting(group: Group, role: BracketRole, { share }: Around): number {
  const mine = exitsOf(group, role);
  if (askedExit(group.entry.intent, role) === undefined) return 0;
  if (mine.some(({ status, withdrawnBy }) => withdrawnBy === 'others' && status !== 'filled')) return 0;
  return Math.max(0, Math.min(share.contracts, share.free[role]) - workingMost(mine));
}

/** Whether an exit ended with its session, and the market has not been heard of since: another one would be refused. */
export function waitsForMarket(group: Group, role: BracketRole, around: Around): boolean {
  const last = exitsOf(group, role).at(-1);
  if (last?.ended?.status !== 'expired' || !('tsMarket' in around)) return false;
  return around.tsMarket === undefined || around.tsMarket <= last.tsUpdated;
}

/** Where exits of this role lie: where the last one did, wherever somebody moved it, or where the entry asked for. */
export function placeOf(group: Group, role: BracketRole, { instrument }: Around) {
  const last = exitsOf(group, role).at(-1);
  return (role === 'stop' ? last?.terms.stopPrice : last?.terms.price) ?? exitPrice(group.entry, role, instrument);
}

/** Brings the exits of one role to the size of what is held: grown or reduced by replacing, by another one or a cancel where that cannot be. */
export function resize(group: Group, role: BracketRole, around: Around): Decision {
  const live = exitsOf(group, role).filter(isOpen);
  const surplus = live.reduce((sum, order) => sum + askedLeaves(order), 0) - around.share.contracts;
  if (surplus > 0) return reduce(live, surplus, around);
  const more = wanting(group, role, around);
  const isAwaited = live.some((order) => order.status !== 'unknown' && !isSettled(order));
  if (more === 0 || isAwaited || waitsForMarket(group, role, around)) return NOTHING;
  const most = mostOfOne(around.instrument);
  const grown = live.find(
    (order) =>
      around.capabilities.replace && isSettled(order) && !wasRefused(order) && order.terms.quantity + more <= most,
  );
  if (grown) {
    const { clientOrderId } = grown.intent;
    return { actions: [{ type: 'resize', clientOrderId, quantity: quantity(grown.terms.quantity + more) }] };
  }
  const at = placeOf(group, role, around);
  const side = opposite(group.entry.intent.side);
  return { actions: [{ type: 'place', intent: nextExit(group, role, { side, contracts: more, at }, around) }] };
}

/** Newest first, as the oldest is the one that stands best in its queue. */
function reduce(live: readonly Order[], surplus: number, { capabilities, now }: Around): Decision {
  const actions: ProtectionAction[] = [];
  let [over, again] = [surplus, undefined as Decision['again']];
  for (const order of [...live].reverse()) {
    if (over <= 0) break;
    if (!isSettled(order)) continue;
    const { clientOrderId } = order.intent;
    const left = askedLeaves(order) - over;
    over = Math.max(0, -left);
    if (left > 0 && capabilities.replace && !wasRefused(order)) {
      actions.push({ type: 'resize', clientOrderId, quantity: quantity(order.filledQuantity + left) });
      continue;
    }
    const { actions: cancels, again: later } = withdraw([order], 'More works than what it protects.', now);
    actions.push(...cancels);
    again ??= later;
  }
  return again === undefined ? { actions } : { actions, again };
}

/** Whether the last change that was asked for was not made. */
const wasRefused = ({ asked, refused, terms, replacing }: Order): boolean =>
  asked !== undefined && refused !== undefined && replacing === undefined && !sameTerms(asked.terms, terms);
