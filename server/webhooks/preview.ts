import type { WebhookSettings } from '../../config/webhooks.ts';
import type { Instrument } from '../../core/model/instrument.ts';
import type { ExitAt } from '../../core/model/order.ts';
import { type Price, priceToDecimal } from '../../core/model/price.ts';
import { formatPrice } from '../../core/model/price-format.ts';
import { instantText } from '../../core/trace/canonical.ts';
import { type Plan, type PlannedOrder, planAlert } from '../../core/webhooks/plan.ts';
import { signalName } from '../../core/webhooks/signal.ts';
import { alertOf, instrumentOf, parseBody } from './read.ts';

export interface PreviewedOrder {
  readonly side: string;
  readonly type: string;
  readonly quantity: number;
  readonly price: string | null;
  readonly stopPrice: string | null;
  readonly stopLoss: string | null;
  readonly takeProfit: string | null;
}

/** What a message would become. Prices are as the exchange writes them. */
export interface WebhookPreview {
  readonly webhook: string;
  readonly signal: string;
  readonly symbol: string | null;
  readonly instrument: string | null;
  readonly account: string;
  readonly strategy: string;
  readonly id: string | null;
  readonly time: string | null;
  /** enter, reduce, close or nothing. */
  readonly does: Plan['do'];
  /** A sentence. */
  readonly about: string;
  readonly orders: readonly PreviewedOrder[];
  readonly rounded: readonly { readonly field: string; readonly from: string; readonly to: string }[];
}

export interface Previewing {
  readonly name: string;
  readonly settings: WebhookSettings;
  readonly find: (name: string) => Instrument;
  /** Contracts that the strategy holds; negative where short. */
  readonly net: number;
}

/** What a message would become where its strategy holds so much and nothing works. Throws `MalformedAlert` and `AlertRefused`. */
export function previewMessage(raw: Buffer, { name, settings, find, net }: Previewing): WebhookPreview {
  const alert = alertOf(parseBody(raw), settings);
  const { account, strategy } = settings;
  const signal = signalName(alert.signal);
  const common = {
    ...{ webhook: name, signal, symbol: alert.symbol ?? null, account, strategy, id: alert.id ?? null },
    time: alert.time === undefined ? null : instantText(alert.time),
    orders: [],
    rounded: [],
  };
  if (settings.signals?.includes(alert.signal.kind) === false) {
    return {
      ...common,
      instrument: null,
      does: 'nothing',
      about: `${signal} is not among the signals of this webhook.`,
    };
  }
  if (alert.symbol === undefined) {
    const about = `Closes whatever ${strategy} holds or has working in ${account}.`;
    return { ...common, instrument: null, does: 'close', about };
  }
  const instrument = instrumentOf(alert.symbol, settings, find);
  const plan = planAlert(alert, instrument, { net, unfilled: { buy: 0, sell: 0 } }, settings);
  const shown = { ...common, instrument: instrument.id, does: plan.do, about: aboutPlan(plan, instrument, settings) };
  if (plan.do === 'reduce') return { ...shown, orders: [orderOf(plan.order, instrument)] };
  if (plan.do !== 'enter') return shown;
  return {
    ...shown,
    orders: plan.orders.map((order) => orderOf(order, instrument)),
    rounded: plan.snapped.map(({ field, from, to }) => ({ field, from: priceToDecimal(from), to: priceToDecimal(to) })),
  };
}

function aboutPlan(plan: Plan, { id }: Instrument, { account, strategy }: WebhookSettings): string {
  switch (plan.do) {
    case 'enter':
      return `Sends ${plan.orders.length === 1 ? 'one order' : `${plan.orders.length} orders`} in ${id}.`;
    case 'reduce':
      return `Takes ${plan.order.quantity} ${id} off at the market.`;
    case 'close':
      return plan.whose === 'account'
        ? `Cancels all orders of ${account} in ${id} and closes what it holds there.`
        : `Cancels the orders of ${strategy} in ${id} and closes what it holds there.`;
    case 'nothing':
      return plan.reason;
  }
}

function orderOf(order: PlannedOrder, { priceStyle }: Instrument): PreviewedOrder {
  const text = (price: Price | undefined) => (price === undefined ? null : formatPrice(price, priceStyle));
  const exit = (at: ExitAt | undefined) => (at && 'price' in at ? text(at.price) : null);
  const { side, type, quantity, price, stopPrice, protection } = order;
  return {
    ...{ side, type, quantity, price: text(price), stopPrice: text(stopPrice) },
    ...{ stopLoss: exit(protection?.stopLoss), takeProfit: exit(protection?.takeProfit) },
  };
}
