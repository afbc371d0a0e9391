import { setTimeout } from 'node:timers/promises';
import { parseDay } from '../../core/calendar/business-day.ts';
import { futureFor, type ListedExpiry, type Listing, nearestExpiry } from '../../core/chains/listing.ts';
import { parseStrikeRule } from '../../core/chains/rule-text.ts';
import { chosenStrike } from '../../core/chains/strike-rules.ts';
import { chainWindow, priceOf } from '../../core/chains/window.ts';
import type { Instrument } from '../../core/model/instrument.ts';
import { type Price, priceToDecimal } from '../../core/model/price.ts';
import type { InstrumentRegistry } from '../../core/model/registry.ts';
import type { BookState } from '../../core/topics.ts';
import type { Desk } from '../desk/port.ts';
import { bookTopic } from '../desk/topics.ts';
import { Listings, type ListingsParts } from './listings.ts';
import { type ChainReport, optionReport } from './report.ts';

/** Something that a chain cannot be shown of: what is wrong and what to do. */
export class ChainRefused extends Error {}

export interface ChainQuery {
  readonly root: string;
  /** `YYYY-MM-DD`; the nearest where it is left out. */
  readonly expiry?: string | undefined;
  /** On each side of the one at the money. */
  readonly strikes: number;
  /** Takes the expiry after the one that ends today. */
  readonly skipExpiryDay: boolean;
  /** A rule for strikes: `atm`, `otm:2`, `round-gap:100/100`. */
  readonly pick?: string | undefined;
}

export interface ChainsParts extends Omit<ListingsParts, 'desk' | 'roots'> {
  readonly desk: Pick<Desk, 'bus' | 'environment' | 'instruments' | 'follow' | 'clock'>;
  /** As of the desk's day. */
  registry(): InstrumentRegistry;
}

export interface Chains {
  /** Rejects with `ChainRefused`, with `UnknownName` for a product, and with a `VenueProblem` where the market lists nothing of it. */
  chain(query: ChainQuery): Promise<ChainReport>;
}

const LOOK_MILLISECONDS = 50;
const PATIENCE_MILLISECONDS = 1_500;

/** The option chains of the market at hand; strikes that are shown get a market. */
export function openChains(parts: ChainsParts): Chains {
  const { desk, registry } = parts;
  const roots = registry().symbols.datedRoots.map(({ root }) => root);
  const listings = new Listings({ ...parts, roots });
  const read = (id: string): BookState | undefined =>
    desk.bus.has(bookTopic(id)) ? desk.bus.read<BookState>(bookTopic(id)) : undefined;
  const follow = (instruments: readonly (Instrument | undefined)[]) =>
    Promise.all(instruments.map((each) => each && desk.follow(each.id).catch(() => undefined)));

  /** What begins to be followed has no price at once. */
  async function priced(instruments: readonly (Instrument | undefined)[]): Promise<void> {
    const followed = (await follow(instruments)).flatMap((each) => each ?? []);
    const isQuiet = ({ id }: Instrument) => {
      const book = read(id);
      return book?.last === undefined && book?.snapshot.bids.length === 0 && book.snapshot.asks.length === 0;
    };
    for (let waited = 0; waited < PATIENCE_MILLISECONDS && followed.some(isQuiet); waited += LOOK_MILLISECONDS) {
      await setTimeout(LOOK_MILLISECONDS);
    }
  }

  return {
    async chain(query) {
      const { root, calculated, session } = rootOf(registry(), query.root);
      const listing = await listings.of(root);
      const today = registry().calendars[session].tradeDateOf(desk.clock.now());
      const listed = expiryOf(listing, { ...query, root }, today);
      const underlying = registry().resolve(root);
      const future = futureFor(listing, listed.expiry);
      await priced([underlying, future]);
      const spot = priceOf(read(root)) ?? (future && priceOf(read(future.id)));
      const { atm, strikes } = chainWindow(listed, spot, query.strikes);
      await priced(strikes.flatMap(({ call, put }) => [call, put]));
      return {
        market: desk.environment,
        root,
        underlying: { instrument: root, calculated: calculated === true, price: text(spot) },
        expiry: listed.expiry,
        expiries: listing.filter((each) => each.strikes.length > 0).map(({ expiry }) => expiry),
        future: listed.future?.id ?? null,
        lot: listed.lot,
        atm: text(atm),
        ...(query.pick === undefined ? {} : { picked: pickOf(listed, spot, query.pick) }),
        strikes: strikes.map(({ strike, call, put }) => ({
          strike: priceToDecimal(strike),
          call: call ? optionReport(call, read(call.id)) : null,
          put: put ? optionReport(put, read(put.id)) : null,
        })),
      };
    },
  };
}

const text = (price: Price | undefined): string | null => (price === undefined ? null : priceToDecimal(price));

function rootOf(registry: InstrumentRegistry, name: string) {
  const { root } = registry.resolve(name);
  const found = registry.definitions.find((each) => each.root === root);
  if (found?.dated) return found;
  const roots = registry.symbols.datedRoots.map((each) => each.root);
  throw new ChainRefused(`${root} has no option chain; there are ${roots.join(', ')}.`);
}

function expiryOf(
  listing: Listing,
  { root, expiry, skipExpiryDay }: ChainQuery,
  today: Parameters<typeof nearestExpiry>[1],
): ListedExpiry {
  const all = listing.filter(({ strikes }) => strikes.length > 0).map((each) => each.expiry);
  if (expiry === undefined) {
    const nearest = nearestExpiry(listing, today, { lastDay: !skipExpiryDay });
    if (nearest) return nearest;
    throw new ChainRefused(`No options on ${root} are listed from ${today} on; the last expire on ${all.at(-1)}.`);
  }
  const found = listing.find((each) => each.expiry === parseDay(expiry) && each.strikes.length > 0);
  if (found) return found;
  throw new ChainRefused(`No options on ${root} expire on ${expiry}; there are ${all.join(', ')}.`);
}

function pickOf({ strikes }: ListedExpiry, spot: Price | undefined, pick: string): NonNullable<ChainReport['picked']> {
  let rule: ReturnType<typeof parseStrikeRule>;
  try {
    rule = parseStrikeRule(pick);
  } catch (error) {
    throw new ChainRefused((error as Error).message);
  }
  if (spot === undefined)
    throw new ChainRefused('The underlying has no price here yet, so no strike can be picked; try again in a moment.');
  const prices = strikes.map(({ strike }) => strike);
  const [call, put] = (['call', 'put'] as const).map((right) => {
    const strike = chosenStrike(prices, spot, right, rule);
    return strikes.find((each) => each.strike === strike)?.[right]?.id ?? null;
  });
  return { rule: pick, call: call ?? null, put: put ?? null };
}
