import type { Instrument } from '../../core/model/instrument.ts';
import { isOnTick, priceToDecimal } from '../../core/model/price.ts';
import { type Instant, SECOND, toMilliseconds } from '../../core/model/time.ts';
import { exactPriceText } from '../../core/spot/exact-text.ts';
import type { InstrumentSpot, SpotFreshness, SpotOffer } from '../../core/spot/state.ts';

/** What one source says, for programs: the price as exact decimals and as the exchange prints it, instants as ISO 8601. */
export interface OfferReport {
  readonly source: string;
  readonly about: string;
  readonly state: SpotFreshness;
  readonly price: string | null;
  readonly shown: string | null;
  /** As it was given, and in which style. */
  readonly text: string | null;
  readonly format: string | null;
  readonly stated: string | null;
  readonly learned: string | null;
  readonly ageSeconds: number | null;
  readonly problem: string | null;
}

/** The spot of an instrument: what the source in use says, why it is in use, and what all of them say. */
export interface SpotReport extends Omit<OfferReport, 'source' | 'about'> {
  readonly instrument: string;
  readonly source: string | null;
  readonly why: string;
  /** The source that a person chose; null where the order decides. */
  readonly choice: string | null;
  readonly offGrid: boolean;
  readonly sources: readonly OfferReport[];
}

const iso = (at: Instant): string => new Date(toMilliseconds(at)).toISOString();

function offerReport({ source, about, spot, age, state, problem }: SpotOffer, { priceStyle }: Instrument): OfferReport {
  return {
    source,
    about,
    state,
    price: spot ? priceToDecimal(spot.price) : null,
    shown: spot ? exactPriceText(spot.price, priceStyle) : null,
    text: spot?.text ?? null,
    format: spot?.format ?? null,
    stated: spot ? iso(spot.stated) : null,
    learned: spot ? iso(spot.learned) : null,
    ageSeconds: age === undefined ? null : Math.floor(age / (SECOND / 1_000)) / 1_000,
    problem: problem ?? null,
  };
}

const silent: SpotOffer = { source: '', about: '', state: 'none', oldAfter: 0 };

export function spotReport({ offers, used, why, choice }: InstrumentSpot, instrument: Instrument): SpotReport {
  const { about: _about, source: _source, ...said } = offerReport(used ?? silent, instrument);
  return {
    instrument: instrument.id,
    ...said,
    source: used?.source ?? null,
    why,
    choice: choice ?? null,
    offGrid: used !== undefined && !isOnTick(used.spot.price, instrument.tick),
    sources: offers.map((offer) => offerReport(offer, instrument)),
  };
}
