import { zoneOf } from '../../core/calendar/session.ts';
import { formatTime, formatZone } from '../../core/format.ts';
import type { Instrument } from '../../core/model/instrument.ts';
import { priceToDecimal } from '../../core/model/price.ts';
import type { Instant } from '../../core/model/time.ts';
import type { AccountBooks, Drift, VenueState } from '../../core/venue/state.ts';
import { priceText } from '../shown.ts';
import type { AtVenue, PositionGroup, PositionsProps } from './schema.ts';

/** A position by instrument and account. */
interface Held {
  readonly instrument: string;
  readonly account: string;
}

/** Undefined for an instrument that the settings do not have. */
type Known = (name: string) => Instrument | undefined;

/** In the exchange's time, of a position whose instrument is known. */
function timeOf(at: Instant, instrument: Instrument | undefined): string {
  const zone = zoneOf(instrument?.session ?? 'cme');
  return `${formatTime(at, zone, 'seconds')} ${formatZone(at, zone)}`;
}

function execution(fill: Drift['explainedBy'][number], known: Known): AtVenue['explainedBy'][number] {
  const { executionId, side, quantity, price, tsEvent, missing } = fill;
  const instrument = known(fill.instrument);
  const shown = instrument ? priceText(price, instrument) : undefined;
  const at = shown ? shown.handle + shown.fraction : priceToDecimal(price);
  return { id: executionId, text: `${side} ${quantity} @ ${at}, ${timeOf(tsEvent, instrument)}`, missing };
}

const booksOf = (state: VenueState, account: string): AccountBooks | undefined =>
  state.accounts.find((books) => books.account.id === account);

/** What the venue says of one position of ours. */
export function atVenue({ instrument, account }: Held, state: VenueState, known: Known): AtVenue {
  const books = booksOf(state, account);
  const asOf = books?.asOf.positions;
  if (!books || asOf === undefined)
    return { quantity: null, gap: null, note: 'The venue has not told of this account', explainedBy: [] };
  const quantity = books.positions
    .filter((position) => position.instrument === instrument)
    .reduce((sum, position) => sum + position.quantity, 0);
  const drift = state.drifts.find((each) => each.account === account && each.instrument === instrument);
  if (!drift) return { quantity, gap: null, note: `as of ${timeOf(asOf, known(instrument))}`, explainedBy: [] };
  return {
    quantity,
    gap: drift.ours - drift.venue,
    note: `differs since ${timeOf(drift.since, known(instrument))}`,
    explainedBy: drift.explainedBy.map((fill) => execution(fill, known)),
  };
}

/** Lines for what the venue holds and we know nothing of. */
export function onlyThere(
  props: PositionsProps,
  { state, ours, known }: { readonly state: VenueState; readonly ours: readonly Held[]; readonly known: Known },
): readonly PositionGroup[] {
  const have = new Set(ours.map(({ instrument, account }) => `${instrument} ${account}`));
  return state.accounts
    .flatMap(({ positions }) => positions)
    .filter(({ instrument, account }) => !have.has(`${instrument} ${account}`))
    .map(({ instrument, account }) => ({
      key: `${instrument} ${account}`,
      instrument,
      account,
      quantity: 0,
      average: null,
      marks: props.marks.map(() => ({ price: null, open: null, note: '', old: false })),
      realized: { text: '', sign: 'even' as const },
      figures: props.also.map(() => ({ text: '', sign: 'even' as const, note: '' })),
      strategies: [],
      venue: atVenue({ instrument, account }, state, known),
    }));
}
