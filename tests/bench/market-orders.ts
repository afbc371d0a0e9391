import type { AccountId, ClientOrderId } from '../../core/model/ids.ts';
import type { OrderIntent } from '../../core/model/order.ts';
import type { Price } from '../../core/model/price.ts';
import { quantity, type Side } from '../../core/model/quantity.ts';
import { type Instant, instant } from '../../core/model/time.ts';
import { Random } from '../../core/random.ts';
import { MatchingEngine } from '../../core/venue/paper/engine.ts';
import { ES } from '../core/venue/paper/instruments.ts';
import type { BenchRow } from './row.ts';
import { inTurns } from './turns.ts';

const COMMANDS = 4_000;
const MIDDLE = 24_000;
/** How many commands back an order may be that is replaced or canceled. */
const REACH = 500;
const start = instant(1_795_000_000_000_000);

interface Command {
  readonly what: 'limit' | 'stop' | 'replace' | 'cancel';
  readonly id: number;
  readonly side: Side;
  readonly tick: number;
  readonly contracts: number;
}

/** Limits around the middle that cross now and then, stops farther out on their own side, so that hardly anything is refused. */
function commands(random: Random): readonly Command[] {
  const all: Command[] = [];
  for (let id = 0; id < COMMANDS; id++) {
    const share = random.uniform();
    const what = share < 0.5 ? 'limit' : share < 0.6 ? 'stop' : share < 0.85 ? 'replace' : 'cancel';
    const earlier = all[Math.max(0, id - random.integer(1, REACH))];
    const isNew = what === 'limit' || what === 'stop' || earlier === undefined;
    const side: Side = isNew ? (random.chance(0.5) ? 'buy' : 'sell') : earlier.side;
    const away = what === 'stop' ? -random.integer(8, 30) : random.integer(-1, 25);
    const tick = MIDDLE + (side === 'buy' ? -away : away);
    all.push({
      what: isNew && what !== 'stop' ? 'limit' : what,
      id: isNew ? id : earlier.id,
      side,
      tick,
      contracts: random.integer(1, 20),
    });
  }
  return all;
}

/** Events a second of own orders alone (limits that cross, stops that cascade, replacements, cancels), against one list searched for the best each time. */
export async function ordersBench(): Promise<readonly BenchRow[]> {
  const all = commands(new Random(11));
  const intents = all.map(intentOf);
  let events = 0;
  const [ours = 0, peers = 0] = await inTurns(25, [
    () => {
      events = 0;
      trade(all, intents, () => events++);
    },
    () => naive(all),
  ]);
  const perSecond = (milliseconds: number) => events / (milliseconds / 1_000);
  return [
    {
      name: 'paper market, own limits, stops and replacements',
      value: perSecond(ours),
      unit: 'events/s',
      peer: 'the same commands, one list',
      peerValue: perSecond(peers),
      ratio: peers / ours,
      aim: '>= 300,000',
    },
  ];
}

const priceOf = (tick: number) => (tick * ES.tick) as Price;

/** What a command places, where it places anything. */
function intentOf({ what, id, side, tick, contracts }: Command): OrderIntent | undefined {
  if (what !== 'limit' && what !== 'stop') return undefined;
  const terms = what === 'stop' ? { type: what, stopPrice: priceOf(tick) } : { type: what, price: priceOf(tick) };
  const clientOrderId = `c${id}` as ClientOrderId;
  const who = { clientOrderId, instrument: ES.id, account: 'B' as AccountId, strategy: 'bench' };
  return { ...who, side, quantity: quantity(contracts), timeInForce: 'day', ...terms };
}

function trade(all: readonly Command[], intents: readonly (OrderIntent | undefined)[], emit: () => void): void {
  const engine = new MatchingEngine({ instruments: [ES], start, idPrefix: 'B', emit, selfTrade: 'off' });
  for (const [index, { what, id, tick, contracts }] of all.entries()) {
    const at = (start + index) as Instant;
    const intent = intents[index];
    if (intent) engine.place(intent, at);
    else if (what === 'cancel') engine.cancel(`c${id}` as ClientOrderId, at);
    else engine.replace(`c${id}` as ClientOrderId, { quantity: quantity(contracts), price: priceOf(tick) }, at);
  }
}

interface Waiting {
  readonly id: number;
  readonly side: Side;
  readonly stop: boolean;
  tick: number;
  leaves: number;
}

/** Says nothing to anybody, checks nothing and keeps no ids: matching, stops and replacements alone. */
function naive(all: readonly Command[]): void {
  let list: Waiting[] = [];
  let last = MIDDLE;
  const enter = (order: Waiting, isMarket: boolean) => {
    const fits = (each: Waiting) =>
      !each.stop &&
      each.side !== order.side &&
      (isMarket || (order.side === 'buy' ? each.tick <= order.tick : each.tick >= order.tick));
    while (order.leaves > 0) {
      let best: Waiting | undefined;
      for (const each of list)
        if (fits(each) && (!best || (order.side === 'buy' ? each.tick < best.tick : each.tick > best.tick)))
          best = each;
      if (!best) break;
      const traded = Math.min(best.leaves, order.leaves);
      best.leaves -= traded;
      order.leaves -= traded;
      last = best.tick;
      if (best.leaves === 0) list = list.filter((each) => each !== best);
    }
    if (order.leaves > 0 && !isMarket) list.push(order);
    const woken = list.filter((each) => each.stop && (each.side === 'buy' ? each.tick <= last : each.tick >= last));
    if (woken.length === 0) return;
    list = list.filter((each) => !woken.includes(each));
    for (const each of woken) enter({ ...each, stop: false }, true);
  };
  for (const { what, id, side, tick, contracts } of all) {
    const known = list.find((each) => each.id === id);
    if (what === 'cancel' || what === 'replace') list = list.filter((each) => each !== known);
    if (what === 'limit') enter({ id, side, stop: false, tick, leaves: contracts }, false);
    if (what === 'stop' && (side === 'buy' ? tick > last : tick < last))
      list.push({ id, side, stop: true, tick, leaves: contracts });
    if (what === 'replace' && known && !known.stop) enter({ ...known, tick, leaves: contracts }, false);
  }
}
