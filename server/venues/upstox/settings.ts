import { z } from 'zod';

const address = z.url({ protocol: /^https?$/, error: 'an address with https or http' });

/** What an environment of Upstox has in `config/venues.json`. */
export const upstoxSettings = z.strictObject({
  rest: address,
  /** Where orders are placed, changed and canceled; Upstox has a host of its own for that. */
  orders: address,
  /** Compressed lists of instruments, one an exchange. */
  instruments: z.array(address).min(1),
  /** Where the login page sends the browser with its code, as the application names it at Upstox. */
  redirect: z.url().default('http://127.0.0.1:4870/'),
  /** `code`: a person logs in and gives the code. `token`: a person makes a token at Upstox and gives that, as for its sandbox. */
  login: z.enum(['code', 'token']).default('code'),
  /** Ten for an application that is not registered as an algorithm. */
  ordersPerSecond: z.int().min(1).max(50).default(10),
  /** What the market feed tells of an instrument: five levels, thirty (for subscribers of Plus), the best one, or none. */
  mode: z.enum(['full', 'full_d30', 'option_greeks', 'ltpc']).default('full'),
});

export type UpstoxSettings = z.output<typeof upstoxSettings>;
