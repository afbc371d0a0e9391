import { datedExpiries, isMonthlyExpiry } from '../../../../core/calendar/dated-expiries.ts';
import { tradeDateOf } from '../../../../core/calendar/session.ts';
import type { InstrumentDefinition } from '../../../../core/model/definition.ts';
import type { Instrument } from '../../../../core/model/instrument.ts';
import { type Price, snapToTick } from '../../../../core/model/price.ts';
import type { InstrumentRegistry } from '../../../../core/model/registry.ts';
import type { Instant, TradeDate } from '../../../../core/model/time.ts';
import { productOf } from '../../../../core/venue/paper/synthetic/settings.ts';
import { syntheticOf } from '../synthetic.ts';

/** Months of futures, expiries of options, and strikes to each side of the middle one. */
const FUTURES = 3;
const EXPIRIES = 3;
const STRIKES = 20;

/**
 * The futures and options that an exchange of India lists on what has a market: the next three months' futures, and options of the next three last trade
 * dates, weekly where there are weekly ones, twenty strikes to each side of where the underlying opens.
 */
export function derivedOf(
  instruments: readonly Instrument[],
  registry: InstrumentRegistry,
  now: Instant,
): Instrument[] {
  const roots = new Set(instruments.filter(({ id, root }) => id === root).map(({ root }) => root));
  return registry.definitions
    .filter(({ root, dated }) => dated && roots.has(root))
    .flatMap((definition) => [...contractsOf(definition, registry, now)]);
}

function* contractsOf(
  definition: InstrumentDefinition,
  registry: InstrumentRegistry,
  now: Instant,
): Generator<Instrument> {
  const { root, session, dated } = definition;
  if (dated === undefined) return;
  const { isBusinessDay } = registry.calendars[session];
  const today = tradeDateOf(session, now, registry.calendars);
  const next = (weeks: number, months: number): TradeDate[] =>
    datedExpiries(dated.expiries, today, isBusinessDay, { weeks, months });
  const futures = next(0, FUTURES).flatMap((expiry) => registry.dated({ root, expiry }) ?? []);
  yield* futures;
  const step = dated.strikeStep;
  const underlying = registry.front(root);
  const middle = snapToTick(productOf(syntheticOf([underlying]), underlying).price, step);
  for (const expiry of next(EXPIRIES, EXPIRIES).slice(0, EXPIRIES)) {
    for (let at = -STRIKES; at <= STRIKES; at++) {
      const strike = (middle + at * step) as Price;
      if (strike <= 0) continue;
      for (const right of ['call', 'put'] as const) {
        const option = registry.dated({ root, expiry, option: { strike, right } });
        if (option) yield option;
      }
    }
  }
}

/** Whether a contract is of its month, and not of a week; undefined for what has no last trade date. */
export function isMonthly({ root, session, expiry }: Instrument, registry: InstrumentRegistry): boolean | undefined {
  const rules = registry.definitions.find((each) => each.root === root)?.dated?.expiries;
  return rules && expiry && isMonthlyExpiry(rules, expiry, registry.calendars[session].isBusinessDay);
}
