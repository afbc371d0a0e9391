import { z } from 'zod';

const address = (protocols: readonly string[]) =>
  z.url({ protocol: new RegExp(`^(?:${protocols.join('|')})$`), error: `an address with ${protocols.join(' or ')}` });

/** What an environment of a ProjectX gateway has in `config/venues.json`. */
export const projectxSettings = z.strictObject({
  rest: address(['https', 'http']),
  userHub: address(['https', 'http']),
  marketHub: address(['https', 'http']),
  /** Contracts and bars of the live data subscription; a practice account has the other one. */
  liveData: z.boolean().default(false),
});

export type ProjectxSettings = z.output<typeof projectxSettings>;
