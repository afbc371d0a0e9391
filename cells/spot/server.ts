import { zoneOf } from '../../core/calendar/session.ts';
import { formatAge, formatDateTime, formatZone } from '../../core/format.ts';
import type { Instrument } from '../../core/model/instrument.ts';
import { isOnTick, priceToDecimal } from '../../core/model/price.ts';
import type { Instant } from '../../core/model/time.ts';
import { exactPriceText } from '../../core/spot/exact-text.ts';
import type { InstrumentSpot, Offered, SpotOffer, SpotsState } from '../../core/spot/state.ts';
import type { CellContext, Refs } from '../kind.ts';
import { type PriceText, partsText } from '../shown.ts';
import type { ShownOffer, SpotProps, SpotRow, SpotValue } from './schema.ts';

export const refs = (): Refs => ({ reads: ['spots'] });

type Find = CellContext['instrument'];

/** The exact text in its parts, as any price is shown. */
function exactParts({ spot: { price } }: Offered, { priceStyle }: Instrument): PriceText {
  const [, sign = '', handle = '', fraction = ''] = /^(-?)(\d+)(.*)$/.exec(exactPriceText(price, priceStyle)) ?? [];
  return partsText({ sign, handle, fraction }, priceToDecimal(price));
}

const ageOf = ({ age }: SpotOffer): string => (age === undefined ? '' : formatAge(age));

function offerShown(offer: SpotOffer, { priceStyle }: Instrument): ShownOffer {
  const { source, about, spot, state } = offer;
  return { source, about, price: spot ? exactPriceText(spot.price, priceStyle) : null, age: ageOf(offer), state };
}

function noteOf({ about, spot }: Offered, { session }: Instrument): string {
  const zone = zoneOf(session);
  const at = (instant: Instant) => `${formatDateTime(instant, zone)} ${formatZone(instant, zone)}`;
  const given = spot.format === undefined ? '' : `given as ${spot.text} (${spot.format}), `;
  const learned = spot.learned === spot.stated ? '' : `, learned ${at(spot.learned)}`;
  return `${about}: ${given}stated ${at(spot.stated)}${learned}`;
}

/** What fails behind the source in use is nobody's concern. */
function problemsOf({ offers, used }: InstrumentSpot): string[] {
  const last = used ? offers.indexOf(used) : offers.length - 1;
  return offers.slice(0, last + 1).flatMap(({ problem }) => problem ?? []);
}

function rowOf(spot: InstrumentSpot, instrument: Instrument): SpotRow {
  const { used, offers, why, choice } = spot;
  return {
    instrument: instrument.id,
    root: instrument.root,
    price: used ? exactParts(used, instrument) : null,
    offGrid: used !== undefined && !isOnTick(used.spot.price, instrument.tick),
    source: used?.source ?? choice ?? null,
    chosen: choice !== undefined,
    age: used ? ageOf(used) : '',
    note: used ? noteOf(used, instrument) : '',
    state: used?.state ?? 'none',
    why,
    problems: problemsOf(spot),
    offers: offers.map((offer) => offerShown(offer, instrument)),
    style: instrument.priceStyle,
  };
}

const nobody = (instrument: string): InstrumentSpot => ({ instrument, offers: [], why: 'nobody has stated one' });

export function spotValue({ instruments }: SpotProps, state: SpotsState | undefined, find: Find): SpotValue {
  const known = new Map((state?.spots ?? []).map((spot) => [spot.instrument, spot]));
  const ids = instruments?.map((name) => find(name).id) ?? [...known.keys()];
  const rows = [...new Set(ids)].map((id) => rowOf(known.get(id) ?? nobody(id), find(id)));
  return { rows, askBeyondPercent: state?.askBeyondPercent ?? 0 };
}

export async function* frames(props: SpotProps, context: CellContext): AsyncIterable<SpotValue> {
  for await (const _ of context.changes('spots')) {
    yield spotValue(props, context.read<SpotsState>('spots'), (name) => context.instrument(name));
  }
}
