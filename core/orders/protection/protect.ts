import type { Order } from '../../model/order.ts';
import { instant } from '../../model/time.ts';
import { isClosed, isOpen } from '../apply.ts';
import { type Around, type Decision, nextExit, type ProtectionAction } from './decision.ts';
import { exitsOf, failuresOf, type Group, heldBy, liveExits, opposite } from './group.ts';
import { AFTER_CLOSE, withdraw } from './pace.ts';
import { type BracketRole, isBeyond } from './price.ts';
import { placeOf, resize, waitsForMarket, wanting } from './size.ts';

const NOTHING: Decision = { actions: [] };
const roles: readonly BracketRole[] = ['stop', 'target'];
const MOST_FAILURES = 2;

/**
 * What is to be done now for a group. It depends on nothing but the group as the journal has it and what is around it, so it is asked after each event, after a
 * restart and after an outage alike, and whoever asks twice is told the same order ids. What is held is bracketed: as many contracts of stops, and of
 * targets, as are held and never more; one that fills takes as much from the other. Exits that cannot be placed, tried twice, mean that what is held
 * is closed at the market. Nothing is sent while an answer about it is awaited.
 */
export function protect(group: Group, around: Around): Decision {
  if (exitsOf(group, 'close').some(isOpen)) return NOTHING;
  const held = heldBy(group);
  if (held < 0) return closeSurplus(group, -held, around);
  if (around.share.contracts === 0) return atRest(group, around);
  const why = cannotProtect(group, around);
  if (why !== undefined) return closeAll(group, why, around);
  const decisions = roles.map((role) => resize(group, role, around));
  return {
    actions: decisions.flatMap(({ actions }) => actions),
    ...earliest(decisions),
  };
}

function earliest(decisions: readonly Decision[]): Pick<Decision, 'again'> {
  const instants = decisions.flatMap(({ again }) => again ?? []);
  return instants.length === 0 ? {} : { again: instant(Math.min(...instants)) };
}

/** Nothing is held: no exit may work, and once the entry cannot fill any more the group is at its end. */
function atRest(group: Group, { now }: Around): Decision {
  const { entry } = group;
  const live = liveExits(group);
  if (live.length > 0) return withdraw(live, `Nothing is left of what ${entry.intent.clientOrderId} filled.`, now);
  if (!isClosed(entry) || entry.protectionEnded) return NOTHING;
  const reason = entry.filledQuantity > 0 ? 'What it filled is closed.' : 'It filled nothing.';
  return { actions: [{ type: 'end', reason }] };
}

/** More was closed than was held: both exits traded before the venue heard of either. */
function closeSurplus(group: Group, surplus: number, around: Around): Decision {
  const { side, clientOrderId, instrument } = group.entry.intent;
  const text = `Both exits of ${clientOrderId} traded, ${surplus} ${instrument} more than it held; the surplus is closed at the market.`;
  return atMarket(group, { side, contracts: surplus, text, reason: 'Its sibling closed all there was.' }, around);
}

function closeAll(group: Group, why: string, around: Around): Decision {
  const { entry } = group;
  const { side, clientOrderId, instrument } = entry.intent;
  const { contracts } = around.share;
  const text = `${why} The ${contracts} ${instrument} that ${clientOrderId} holds are closed at the market.`;
  const reason = `What ${clientOrderId} holds cannot be protected, so it is closed at the market.`;
  const rest = isOpen(entry) ? withdraw([entry], reason, around.now) : NOTHING;
  const closing = atMarket(group, { side: opposite(side), contracts, text, reason }, around);
  return { actions: [...rest.actions, ...closing.actions], ...earliest([rest, closing]) };
}

interface Closing {
  readonly side: Order['intent']['side'];
  readonly contracts: number;
  readonly text: string;
  /** Why the exits go first. */
  readonly reason: string;
}

/** Takes the exits away, and once none works sends a market order. One that found nobody is sent again after a while. */
function atMarket(group: Group, { side, contracts, text, reason }: Closing, around: Around): Decision {
  const live = liveExits(group);
  if (live.length > 0) return withdraw(live, reason, around.now);
  const last = exitsOf(group, 'close').at(-1);
  const isVain = last !== undefined && last.leavesQuantity > 0;
  if (isVain && around.now < last.tsUpdated + AFTER_CLOSE) {
    return { actions: [], again: instant(last.tsUpdated + AFTER_CLOSE) };
  }
  const intent = nextExit(group, 'close', { side, contracts }, around);
  const detail = isVain ? `It is tried again: ${last.reason ?? 'the last order was not filled.'}` : '';
  const tell: ProtectionAction = {
    type: 'tell',
    text,
    detail: detail || 'See that the position is what you want it to be.',
  };
  return { actions: [tell, { type: 'place', intent }] };
}

/** Why what is held cannot be bracketed, as a sentence; undefined while it can. */
function cannotProtect(group: Group, around: Around): string | undefined {
  const { side, clientOrderId } = group.entry.intent;
  const hasClosed = exitsOf(group, 'close').some(({ intent }) => intent.side !== side);
  if (hasClosed) return `${clientOrderId} could not be protected before.`;
  for (const role of roles) {
    if (wanting(group, role, around) === 0 || waitsForMarket(group, role, around)) continue;
    const failures = failuresOf(group, role);
    const refused = around.refused?.[role];
    if (failures.length + (refused?.times ?? 0) >= MOST_FAILURES) {
      const reason = refused?.reason ?? failures.at(-1)?.reason ?? 'the venue gave no reason.';
      return `The ${role} of ${clientOrderId} could not be placed: ${reason}`;
    }
    const at = placeOf(group, role, around);
    if (role === 'stop' && at !== undefined && isBeyond(side, at, around.last))
      return `The market is beyond the stop of ${clientOrderId} already.`;
  }
  return undefined;
}
