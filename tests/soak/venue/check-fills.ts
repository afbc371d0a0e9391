import path from 'node:path';
import Sqlite from 'better-sqlite3';
import type { PositionsState } from '../../../core/topics.ts';
import type { ExchangeTrade, SimulatedExchange } from '../../../server/simulators/port.ts';
import { some } from '../some.ts';
import type { VenueConsole } from './console.ts';

export interface BookedFill {
  readonly id: string;
  readonly order: string;
  readonly instrument: string;
  readonly account: string;
  readonly strategy: string;
  readonly side: string;
  readonly quantity: number;
  readonly price: number;
}

/** Everything that the journal of a console has executed. */
export function bookedFills(console: VenueConsole): readonly BookedFill[] {
  const journal = new Sqlite(path.join(console.path, 'journal.sqlite'), { readonly: true });
  try {
    return journal
      .prepare<[], BookedFill>(
        'SELECT execution_id AS id, client_order_id AS "order", instrument, account, strategy, side, quantity, price FROM fills',
      )
      .all();
  } finally {
    journal.close();
  }
}

export const contentOf = ({
  account,
  instrument,
  side,
  quantity,
  price,
}: Omit<BookedFill, 'id' | 'order' | 'strategy'>) => `${account} ${instrument} ${side} ${quantity}@${price}`;

export const tradesOf = (exchange: SimulatedExchange): readonly ExchangeTrade[] =>
  exchange.accounts.flatMap(({ id }) => exchange.trades(id));

/** Both say the same of each execution, by a key that each side has once. */
export function checkSame(
  booked: readonly BookedFill[],
  trades: readonly ExchangeTrade[],
  key: (each: BookedFill | ExchangeTrade) => string,
): string[] {
  const here = counted(booked.map(key));
  const there = counted(trades.map(key));
  const differ = (a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>) =>
    [...a].filter(([text, count]) => count > (b.get(text) ?? 0)).map(([text]) => text);
  return [
    ...some('executions of the exchange that the journal lacks', differ(there, here)),
    ...some('executions of the journal that the exchange never made, or has otherwise', differ(here, there)),
  ];
}

function counted(texts: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

/** What we hold is what the exchange has us hold, of the accounts that the venue tells of. */
export function checkPositions(
  { desk }: VenueConsole,
  exchange: SimulatedExchange,
  isTold: (account: string) => boolean = () => true,
): string[] {
  const held = new Map<string, number>();
  for (const { account, instrument, quantity } of desk.bus.read<PositionsState>('positions').positions) {
    const key = `${account} ${instrument}`;
    held.set(key, (held.get(key) ?? 0) + quantity);
  }
  return exchange.accounts
    .filter(({ id }) => isTold(id))
    .flatMap(({ id }) => exchange.positions(id))
    .flatMap(({ account, instrument, quantity }) => {
      const ours = held.get(`${account} ${instrument}`) ?? 0;
      return ours === quantity
        ? []
        : [`The position of ${account} in ${instrument} is ${ours} here and ${quantity} there.`];
    });
}
