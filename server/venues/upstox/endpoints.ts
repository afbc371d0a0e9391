import type { LimitSettings } from '../../calls/limit-book.ts';
import type { CallTo } from '../../calls/port.ts';

export interface Endpoint extends Pick<CallTo, 'service' | 'method' | 'repeat' | 'urgency' | 'authorized'> {
  /** From the address of its host. */
  readonly path: string;
}

const order = { service: 'orders', urgency: 'first' } as const;
const books = { service: 'books', method: 'GET', repeat: 'safe' } as const;
const market = { service: 'market', method: 'GET', repeat: 'safe', urgency: 'last' } as const;
const feed = { service: 'feed', method: 'GET', repeat: 'safe', urgency: 'first' } as const;
const session = { service: 'session', repeat: 'never', urgency: 'first', authorized: false } as const;

/** Everything that is called at Upstox. An order and a change are sent once. */
export const endpoints = {
  'login/dialog': { ...session, method: 'GET', path: '/v2/login/authorization/dialog' },
  'login/token': { ...session, method: 'POST', path: '/v2/login/authorization/token' },
  'order/place': { ...order, method: 'POST', repeat: 'never', path: '/v3/order/place' },
  'order/modify': { ...order, method: 'PUT', repeat: 'never', path: '/v3/order/modify' },
  'order/cancel': { ...order, method: 'DELETE', repeat: 'safe', path: '/v3/order/cancel' },
  'order/retrieve-all': { ...books, path: '/v2/order/retrieve-all' },
  'order/details': { ...books, path: '/v2/order/details' },
  'order/trades-for-day': { ...books, path: '/v2/order/trades/get-trades-for-day' },
  'user/profile': { ...books, path: '/v2/user/profile' },
  'user/funds': { ...books, path: '/v2/user/get-funds-and-margin' },
  'portfolio/positions': { ...books, path: '/v2/portfolio/short-term-positions' },
  'market-quote/quotes': { ...market, path: '/v2/market-quote/quotes' },
  'historical-candle': { ...market, path: '/v3/historical-candle' },
  'historical-candle/intraday': { ...market, path: '/v3/historical-candle/intraday' },
  'feed/market': { ...feed, path: '/v3/feed/market-data-feed/authorize' },
  'feed/portfolio': { ...feed, path: '/v2/feed/portfolio-stream-feed/authorize' },
} satisfies Record<string, Endpoint>;

export type EndpointName = keyof typeof endpoints;

const minutes = [
  { calls: 500, milliseconds: 60_000 },
  { calls: 2_000, milliseconds: 30 * 60_000 },
] as const;

/** As documented: everything that an order is sent, changed or canceled by together, every other request by itself. */
export function limitsOf(ordersPerSecond: number): Readonly<Record<string, LimitSettings>> {
  const limits: Record<string, LimitSettings> = {
    orders: { windows: [{ calls: ordersPerSecond, milliseconds: 1_000 }, ...minutes] },
  };
  for (const [name, { service }] of Object.entries<Endpoint>(endpoints))
    if (service !== 'orders') limits[name] = { windows: [{ calls: 50, milliseconds: 1_000 }, ...minutes] };
  return limits;
}
