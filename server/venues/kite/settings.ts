import { z } from 'zod';

const address = (protocols: readonly string[]) =>
  z.url({ protocol: new RegExp(`^(?:${protocols.join('|')})$`), error: `an address with ${protocols.join(' or ')}` });

/** What an environment of Kite Connect has in `config/venues.json`. */
export const kiteSettings = z.strictObject({
  rest: address(['https', 'http']),
  ticker: address(['wss', 'ws']),
  /** The page on which a person logs in. */
  login: address(['https', 'http']),
  /** How far a market order may trade from the last price, in percent; -1 leaves it to Kite. */
  marketProtection: z.number().min(-1).max(100).default(-1),
});

export type KiteSettings = z.output<typeof kiteSettings>;
