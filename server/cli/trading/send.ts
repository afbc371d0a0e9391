import { formatMoney } from '../../../core/format.ts';
import { moneyFromDecimal } from '../../../core/model/money.ts';
import type { MarketReport } from '../../trading/market-report.ts';
import type { OrderReport } from '../../trading/order-report.ts';
import type { PreviewReport } from '../../trading/preview-report.ts';
import { CommandFailure } from '../client.ts';
import { printJson, printLine } from '../output.ts';
import { type Requests, toRunningConsole, using } from '../requests.ts';
import type { Seat } from '../seat.ts';
import { confirm, hasToAsk } from './confirm.ts';
import { type ActOptions, accountOf, type OrderOptions, waitSeconds } from './options.ts';
import { exactOrder, exitText, orderText, outcomeText } from './order-text.ts';

/** An order as the route takes it, without whose it is. */
export interface OrderWords {
  readonly instrument: string;
  readonly side: 'buy' | 'sell';
  readonly quantity: number;
  readonly type: 'market' | 'limit' | 'stop' | 'stop_limit';
  readonly price?: string;
  readonly stopPrice?: string;
  readonly trail?: number;
  readonly protection?: { readonly stopLoss?: ExitWords; readonly takeProfit?: ExitWords };
}

export type ExitWords = { readonly ticks: number; readonly trails?: true } | { readonly price: string };

interface SentOrder {
  readonly clientOrderId: string;
}

/** Several where the exchange takes no order as large as what was asked for. */
type Sent = SentOrder | { readonly orders: readonly SentOrder[] };

export interface Outcome extends OrderReport {
  readonly exits: readonly OrderReport[];
}

/** Shows the order, asks, sends it, and waits for what becomes of it. */
export async function sendOrder(seat: Seat, options: OrderOptions, words: OrderWords): Promise<void> {
  const wait = waitSeconds(options);
  const asks = hasToAsk(seat, options);
  await using(await toRunningConsole(options), async (requests) => {
    const market = await requests.ask<MarketReport>('GET', '/api/market');
    if (market.trouble !== null) throw new CommandFailure(`${market.trouble} Until then no order is taken.`);
    const body = bodyOf(options, words, market);
    if (asks) {
      const preview = await requests.ask<PreviewReport>('POST', '/api/orders/preview', body);
      await confirm(seat, market, { lines: previewLines(preview, market), question: 'Send it?' });
    }
    const sent = await requests.ask<Sent>('POST', '/api/orders', body);
    const ids = 'orders' in sent ? sent.orders : [sent];
    const orders = await Promise.all(ids.map(({ clientOrderId }) => outcomeOf(requests, clientOrderId, wait)));
    const { environment, venue } = market;
    if (options.json) printJson({ environment, venue, orders: orders.map(exactOutcome) });
    else for (const order of orders) tellOutcome(order);
    for (const order of orders) failUnless(isFine(order), order, wait, options);
  });
}

function bodyOf({ timeInForce, product, ...options }: OrderOptions, words: OrderWords, market: MarketReport): object {
  const usual = words.type === 'market' && market.timesInForce.includes('ioc') ? 'ioc' : 'day';
  return {
    ...words,
    account: accountOf(options, market),
    timeInForce: timeInForce ?? usual,
    ...(product === undefined ? {} : { product }),
  };
}

function previewLines(
  { order, parts, notional, currency, valuedAt }: PreviewReport,
  { trouble }: MarketReport,
): string[] {
  const from = { order: '', book: ', what the book has now', last: ', the last price' };
  const worth =
    notional === null || valuedAt === null
      ? 'nothing tells what it is worth'
      : `worth ${formatMoney(moneyFromDecimal(notional))} ${currency} at ${valuedAt.shown}${from[valuedAt.from]}`;
  return [
    `${orderText(order)}, account ${order.account}${order.product === null ? '' : `, ${order.product}`}`,
    ...(order.protection === null ? [] : [`with ${order.protection}`]),
    ...(parts === 1 ? [] : [`in ${parts} orders, since the exchange takes no larger ones`]),
    worth,
    ...(trouble === null ? [] : [trouble]),
  ];
}

/** Once it is answered, or as it is when the time is over. */
export const outcomeOf = (requests: Requests, id: string, wait: number): Promise<Outcome> =>
  requests.ask<Outcome>('GET', `/api/orders/${encodeURIComponent(id)}/outcome?wait=${wait}`);

export const exactOutcome = (outcome: Outcome): Outcome => ({
  ...exactOrder(outcome),
  exits: outcome.exits.map(exactOrder),
});

function tellOutcome(outcome: Outcome): void {
  if (!isFine(outcome)) return;
  printLine(outcomeText(outcome));
  for (const exit of outcome.exits) printLine(exitText(exit));
}

/** It works or has traded, and what it filled is looked after. */
const isFine = ({ status, filledQuantity, asked }: OrderReport): boolean => {
  if (status === 'working' || status === 'partially_filled') return asked === null;
  return status === 'filled' || filledQuantity > 0;
};

/** With `--json` the order was printed, and its status says it all. */
function failUnless(isDone: boolean, order: OrderReport, wait: number, { json }: Pick<ActOptions, 'json'>): void {
  if (isDone) return;
  if (json) {
    process.exitCode = 1;
    return;
  }
  const isOpen = order.status === 'pending' || order.status === 'unknown' || order.asked !== null;
  const more = isOpen ? ` There was no answer within ${wait} s; deskbook orders shows how it stands.` : '';
  throw new CommandFailure(outcomeText(order).replace(/\.?$/, '.') + more);
}
