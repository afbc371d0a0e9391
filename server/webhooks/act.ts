import type { AccountId } from '../../core/model/ids.ts';
import type { Instrument } from '../../core/model/instrument.ts';
import type { Order } from '../../core/model/order.ts';
import { priceToDecimal } from '../../core/model/price.ts';
import type { Alert } from '../../core/webhooks/alert.ts';
import { type Plan, planAlert } from '../../core/webhooks/plan.ts';
import { signalName } from '../../core/webhooks/signal.ts';
import type { WebhookRow } from '../journal/webhook-record.ts';
import { tooOld } from './authenticate.ts';
import { type CarriedOut, carryOut, OrderIds } from './carry-out.ts';
import type { Debounce } from './debounce.ts';
import { firstTargetOf, holdingOf, instrumentsOf, type Owner } from './holding.ts';
import type { Hook } from './hooks.ts';
import type { WebhookParts } from './parts.ts';
import { toldOrder, type Verdict } from './port.ts';
import { instrumentOf } from './read.ts';
import type { Receipts } from './receipts.ts';
import type { Turns } from './turns.ts';
import { heldFor, refusedFor } from './verdicts.ts';

/** A message that is to be acted on. */
export interface Acting {
  readonly hook: Hook;
  readonly row: WebhookRow;
  readonly alert: Alert;
}

export interface Actors {
  readonly parts: WebhookParts;
  readonly receipts: Receipts;
  readonly debounce: Debounce;
  readonly turns: Turns;
}

/** What stands for every instrument of a strategy. */
const EVERYTHING = '*';

/** Does what a message says, or says why not. */
export async function act(actors: Actors, acting: Acting): Promise<Verdict> {
  const { parts, turns } = actors;
  const { hook, alert } = acting;
  const { settings } = hook;
  const { symbol } = alert;
  const signal = signalName(alert.signal);
  let about: About = { signal, account: settings.account, ...(symbol === undefined ? {} : { symbol }) };
  if (settings.signals?.includes(alert.signal.kind) === false) {
    return { ...about, outcome: 'ignored', status: 200, reason: `${signal} is not among the signals of this webhook.` };
  }
  const old = alert.time && tooOld(alert.time, parts.machine.now(), settings.oldestSeconds, 'time');
  if (old) return { ...about, outcome: 'refused', status: 422, reason: old.reason };
  const held = heldBack(parts, hook);
  if (held !== undefined) return { ...about, ...heldFor(held) };
  try {
    if (symbol === undefined) return { ...about, ...(await closeEverything(actors, acting, signal)) };
    const instrument = instrumentOf(symbol, settings, (name) => parts.desk.instrument(name));
    about = { ...about, instrument: instrument.id };
    const inTurn = () => actInTurn(actors, acting, instrument);
    return { ...about, ...(await turns.take(`${settings.account} ${instrument.id}`, inTurn)) };
  } catch (error) {
    return { ...about, ...refusedFor(error) };
  }
}

type About = Pick<Verdict, 'signal' | 'account' | 'symbol' | 'instrument'>;

/** Why nothing of a webhook is acted on now, whatever it says. */
function heldBack({ desk, journal }: WebhookParts, { settings }: Hook): string | undefined {
  const { environment } = journal.key;
  if (!settings.markets.includes(environment)) {
    return `This webhook acts in ${settings.markets.join(' and ')}, and the console is on ${environment}.`;
  }
  return desk.trouble();
}

async function actInTurn(actors: Actors, { hook, row, alert }: Acting, instrument: Instrument): Promise<Verdict> {
  const { parts, debounce } = actors;
  const { settings } = hook;
  const signal = signalName(alert.signal);
  const { id } = instrument;
  const owner: Owner = { account: settings.account as AccountId, strategy: settings.strategy };
  const soon = debounce.tooSoon(hook, signal, id);
  if (soon !== undefined) return tooSoon(signal, id, soon, settings.debounceSeconds);
  const holding = holdingOf(parts, owner, id);
  const asksTarget = alert.signal.kind === 'tp1_hit';
  const firstTarget = asksTarget
    ? firstTargetOf(parts, { webhook: hook.name, instrument: id, net: holding.net })
    : undefined;
  const plan = planAlert(alert, instrument, { ...holding, ...(firstTarget ? { firstTarget } : {}) }, settings);
  if (plan.do === 'nothing') return { outcome: 'ignored', status: 200, reason: plan.reason };
  const begun = begin(actors, { ...row, signal, instrument: id, account: settings.account });
  const [done] = await Promise.all([
    carryOut(plan, { desk: parts.desk, owner, instrument: id, ids: new OrderIds(row.id), product: settings.product }),
    begun,
  ]);
  if (done.orders.length === 0) {
    return {
      outcome: 'ignored',
      status: 200,
      reason: `${settings.account} holds nothing in ${id}, and has no orders.`,
    };
  }
  debounce.acted(hook, signal, id);
  return accepted(plan, done);
}

/** A message is on disk before anything of it can be; where it cannot be, nothing of it was sent either. */
const begin = ({ receipts }: Actors, row: WebhookRow): Promise<void> => receipts.begin(row);

const tooSoon = (signal: string, instrument: string, seconds: number, debounce: number): Verdict => ({
  outcome: 'ignored',
  status: 200,
  reason: `${signal} of ${instrument} was acted on ${seconds} seconds ago; debounceSeconds is ${debounce}.`,
});

function accepted(plan: Plan, { orders, missing }: CarriedOut): Verdict {
  const snapped = plan.do === 'enter' ? plan.snapped : [];
  const more = {
    ...(snapped.length === 0
      ? {}
      : {
          rounded: snapped.map(({ field, from, to }) => ({
            field,
            from: priceToDecimal(from),
            to: priceToDecimal(to),
          })),
        }),
    ...(missing === undefined ? {} : { missing }),
  };
  return {
    outcome: 'accepted',
    status: 200,
    orders: orders.map(toldOrder),
    ...(missing === undefined ? {} : { reason: `Not all of it was sent: ${missing}` }),
    ...(Object.keys(more).length === 0 ? {} : { more }),
  };
}

/** The end of a session: whatever the strategy holds or has working is closed, one instrument after the other. */
async function closeEverything(actors: Actors, { hook, row }: Acting, signal: string): Promise<Verdict> {
  const { parts, debounce, turns } = actors;
  const { settings } = hook;
  const owner: Owner = { account: settings.account as AccountId, strategy: settings.strategy };
  const soon = debounce.tooSoon(hook, signal, EVERYTHING);
  if (soon !== undefined) return tooSoon(signal, 'everything', soon, settings.debounceSeconds);
  const instruments = instrumentsOf(parts, owner);
  if (instruments.length === 0) {
    return { outcome: 'ignored', status: 200, reason: `${settings.strategy} holds nothing and has no orders.` };
  }
  await begin(actors, { ...row, signal, account: settings.account });
  const ids = new OrderIds(row.id);
  const orders: Order[] = [];
  for (const instrument of instruments) {
    const closing = () =>
      carryOut(
        { do: 'close', whose: 'strategy' },
        { desk: parts.desk, owner, instrument, ids, product: settings.product },
      );
    orders.push(...(await turns.take(`${settings.account} ${instrument}`, closing)).orders);
  }
  debounce.acted(hook, signal, EVERYTHING);
  return { outcome: 'accepted', status: 200, orders: orders.map(toldOrder) };
}
