import type { MarketReport } from '../../trading/market-report.ts';
import type { OrderReport } from '../../trading/order-report.ts';
import { CommandFailure } from '../client.ts';
import { printJson, printLine } from '../output.ts';
import { queryText, type Requests, toRunningConsole, using } from '../requests.ts';
import type { Seat } from '../seat.ts';
import { confirm, hasToAsk, type Question } from './confirm.ts';
import { type ActOptions, waitSeconds } from './options.ts';
import { outcomeText } from './order-text.ts';
import { exactOutcome, type Outcome, outcomeOf } from './send.ts';

export interface Act {
  readonly question: Question;
  /** Does it, and gives the orders whose outcome is waited for. */
  run(): Promise<readonly string[]>;
}

/** Asks whether something is meant, does it, and waits for what becomes of the orders that it is about. */
export async function act(
  seat: Seat,
  options: ActOptions,
  plan: (requests: Requests, market: MarketReport) => Promise<Act>,
): Promise<void> {
  const wait = waitSeconds(options);
  const asks = hasToAsk(seat, options);
  await using(await toRunningConsole(options), async (requests) => {
    const market = await requests.ask<MarketReport>('GET', '/api/market');
    const { question, run } = await plan(requests, market);
    if (asks) await confirm(seat, market, question);
    const ids = await run();
    const orders = await Promise.all(ids.map((id) => outcomeOf(requests, id, wait)));
    tell(orders, market, wait, options);
  });
}

/** What was to end has ended, what was to change has changed, what was to trade has traded. */
const isDone = ({ status, asked, refused, type, filledQuantity }: OrderReport): boolean => {
  if (status === 'pending' || status === 'unknown' || status === 'rejected' || asked !== null) return false;
  if (type === 'market') return filledQuantity > 0;
  return refused === null || status !== 'working';
};

function tell(orders: readonly Outcome[], market: MarketReport, wait: number, { json }: ActOptions): void {
  if (json) printJson({ environment: market.environment, venue: market.venue, orders: orders.map(exactOutcome) });
  else for (const order of orders) printLine(outcomeText(order));
  const failed = orders.filter((order) => !isDone(order));
  if (failed.length === 0) return;
  if (json) {
    process.exitCode = 1;
    return;
  }
  const why = failed.map(({ clientOrderId, refused, reason, asked, status }) => {
    if (asked !== null || status === 'pending' || status === 'unknown')
      return `${clientOrderId} was not answered within ${wait} s; deskbook orders shows how it stands.`;
    return `${clientOrderId}: ${(refused ?? reason ?? status).replace(/\.?$/, '.')}`;
  });
  throw new CommandFailure(why.join(' '));
}

/** Orders that work. */
export const openOrders = (
  requests: Requests,
  of: { account?: string | undefined; instrument?: string | undefined } = {},
) => requests.ask<readonly OrderReport[]>('GET', `/api/orders${queryText(of)}`);

/** By our id or the venue's, in any case of letters. Throws with what there is. */
export async function orderNamed(requests: Requests, name: string): Promise<OrderReport> {
  const orders = await openOrders(requests);
  const wanted = name.toLowerCase();
  const found = orders.find(
    ({ clientOrderId, venueOrderId }) =>
      clientOrderId.toLowerCase() === wanted || venueOrderId?.toLowerCase() === wanted,
  );
  if (found) return found;
  const ids = orders.map(({ clientOrderId }) => clientOrderId);
  const there =
    ids.length === 0 ? 'no order works' : `there are ${ids.slice(0, 20).join(', ')}${ids.length > 20 ? ', …' : ''}`;
  throw new CommandFailure(`There is no open order ${name}; ${there}.`);
}
