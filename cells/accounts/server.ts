import { formatAge, formatGain, formatMoney } from '../../core/format.ts';
import type { Instrument } from '../../core/model/instrument.ts';
import { PRICE_UNITS_PER_POINT } from '../../core/model/price.ts';
import { formatAverage } from '../../core/model/price-format.ts';
import { type Instant, MINUTE } from '../../core/model/time.ts';
import type { VenuePosition } from '../../core/venue/books.ts';
import type { AccountBooks, HealthState, VenueState } from '../../core/venue/state.ts';
import type { CellContext, Refs } from '../kind.ts';
import type { AccountRow, AccountsProps, AccountsValue, VenuePositionRow } from './schema.ts';

export const refs = (): Refs => ({ reads: ['venue', 'health'] });

/** The venue is asked every minute: what is older than three was not answered. */
const OLD_AFTER = 3 * MINUTE;

const SHOWN_DECIMALS = 6;

/** A quotient with more decimals than anybody reads: in the style of its instrument, or cut where nobody knows that; the whole stands beside it. */
function averageText(text: string, instrument: Instrument | undefined): string {
  const [whole = '', decimals = ''] = text.split('.');
  if (instrument && /^-?\d{1,12}(\.\d{0,40})?$/.test(text)) {
    const cost = BigInt(whole + decimals) * BigInt(PRICE_UNITS_PER_POINT);
    return formatAverage({ cost, quantity: 10n ** BigInt(decimals.length) }, instrument.priceStyle);
  }
  return decimals.length <= SHOWN_DECIMALS ? text : `${whole}.${decimals.slice(0, SHOWN_DECIMALS)}…`;
}

type Known = (name: string) => Instrument | undefined;

const positionRow = (
  { instrument, quantity, average = '', realized, unrealized }: VenuePosition,
  known: Known,
): VenuePositionRow => ({
  instrument,
  quantity,
  average: { text: averageText(average, known(instrument)), whole: average },
  realized: realized === undefined ? null : formatGain(realized),
  unrealized: unrealized === undefined ? null : formatGain(unrealized),
});

function accountRow({ account, positions, otherOrders, asOf }: AccountBooks, now: Instant, known: Known): AccountRow {
  const { id, name, currency, balance, canTrade, simulated } = account;
  const age = now - Math.min(asOf.account, asOf.positions ?? asOf.account);
  return {
    id,
    name,
    currency,
    balance: balance === undefined ? null : formatMoney(balance),
    canTrade,
    simulated: simulated ?? null,
    positions: positions
      .map((each) => positionRow(each, known))
      .toSorted((a, b) => (a.instrument < b.instrument ? -1 : 1)),
    otherOrders: otherOrders.length,
    age: formatAge(Math.max(0, age)),
    old: age > OLD_AFTER,
  };
}

export async function* frames({ account }: AccountsProps, context: CellContext): AsyncIterable<AccountsValue> {
  const known: Known = (name) => (context.instruments.includes(name) ? context.instrument(name) : undefined);
  for await (const _ of context.changes('venue', 'health')) {
    const state = context.read<VenueState | undefined>('venue');
    const now = context.read<HealthState>('health')?.now ?? context.clock.now();
    const accounts = (state?.accounts ?? [])
      .filter((books) => account === undefined || books.account.id === account || books.account.name === account)
      .map((books) => accountRow(books, now, known));
    yield { remote: state !== undefined, noOrders: state?.cannot?.orders ?? null, accounts };
  }
}
