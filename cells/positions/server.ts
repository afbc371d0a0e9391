import { zoneOf } from '../../core/calendar/session.ts';
import { formatAge, formatGain, formatTime, formatZone } from '../../core/format.ts';
import { averageOfPosition } from '../../core/model/average.ts';
import type { Instrument } from '../../core/model/instrument.ts';
import { splitAverage } from '../../core/model/price-format.ts';
import type { Instant, TradeDate } from '../../core/model/time.ts';
import type { SpotsState } from '../../core/spot/state.ts';
import type { PositionState, PositionsState } from '../../core/topics.ts';
import type { VenueState } from '../../core/venue/state.ts';
import type { CellContext, Refs } from '../kind.ts';
import { partsText } from '../shown.ts';
import { atVenue, onlyThere } from './at-venue.ts';
import type { PositionGroup, PositionRow, PositionsProps, PositionsValue } from './schema.ts';
import { figureOf, figureTotal, type Marks, markedAt, sumOf, totalAt } from './valued.ts';

const topicsOf = ({ marks, venue = true }: PositionsProps): string[] => [
  'positions',
  ...(marks.includes('spot') ? ['spots'] : []),
  ...(venue ? ['venue'] : []),
];

export const refs = (props: PositionsProps): Refs => ({ reads: topicsOf(props) });

type Find = CellContext['instrument'];

interface Shown {
  readonly props: PositionsProps;
  readonly now: Instant;
  readonly tradeDate: TradeDate;
  readonly marks: Marks;
}

function rowOf(
  key: string,
  positions: readonly [PositionState, ...PositionState[]],
  instrument: Instrument,
  shown: Shown,
): PositionRow {
  const [first] = positions;
  const { marks, also } = shown.props;
  const quantity = positions.reduce((total, position) => total + position.quantity, 0);
  const cost = sumOf(positions, (position) => position.cost);
  const average = averageOfPosition(cost, quantity, instrument.multiplier);
  return {
    key,
    instrument: first.instrument,
    account: first.account,
    quantity,
    average: average ? partsText(splitAverage(average, instrument.priceStyle)) : null,
    marks: marks.map((name) => markedAt(name, positions, instrument, shown)),
    realized: formatGain(sumOf(positions, (position) => position.realized)),
    figures: also.map((name) => figureOf(name, positions)),
  };
}

function grouped(positions: readonly PositionState[], keyOf: (position: PositionState) => string) {
  const groups = new Map<string, [PositionState, ...PositionState[]]>();
  for (const position of positions) {
    const group = groups.get(keyOf(position));
    if (group) group.push(position);
    else groups.set(keyOf(position), [position]);
  }
  return [...groups];
}

function groupOf(
  key: string,
  positions: readonly [PositionState, ...PositionState[]],
  instrument: Instrument,
  shown: Shown,
): Omit<PositionGroup, 'venue'> {
  const strategies =
    shown.props.by === 'strategy'
      ? grouped(positions, ({ strategy }) => strategy).map(([strategy, held]) => ({
          ...rowOf(`${key} ${strategy}`, held, instrument, shown),
          strategy,
        }))
      : [];
  return { ...rowOf(key, positions, instrument, shown), strategies };
}

function totalsOf(
  positions: readonly PositionState[],
  find: Find,
  { props: { marks, also }, marks: known }: Shown,
): PositionsValue['totals'] {
  return grouped(positions, ({ instrument }) => find(instrument).currency).map(([currency, held]) => ({
    currency,
    open: marks.map((name) => totalAt(name, held, known)),
    realized: formatGain(sumOf(held, (position) => position.realized)),
    figures: also.map((name) => figureTotal(name, held)),
  }));
}

const isFlat = ({ quantity, venue }: PositionGroup): boolean => quantity === 0 && (venue?.gap ?? 0) === 0;

/** Open positions first, then flat ones; by instrument and account inside of each. */
const order = (a: PositionGroup, b: PositionGroup): number =>
  Number(isFlat(a)) - Number(isFlat(b)) || (a.key < b.key ? -1 : 1);

/** What is known beside the positions. */
interface Beside {
  readonly find: Find;
  readonly now: Instant;
  readonly spots: SpotsState | undefined;
  readonly venue: VenueState | undefined;
}

/** The oldest last price that something open is valued at. */
function oldestPrice(positions: readonly PositionState[]): { instrument: string; ts: Instant } | undefined {
  const priced = positions.flatMap(({ quantity, instrument, tsMark }) =>
    quantity === 0 || tsMark === undefined ? [] : [{ instrument, ts: tsMark }],
  );
  return priced.reduce<(typeof priced)[number] | undefined>(
    (oldest, one) => (oldest === undefined || one.ts < oldest.ts ? one : oldest),
    undefined,
  );
}

function positionsValue(
  props: PositionsProps,
  state: PositionsState | undefined,
  { find, now, spots, venue }: Beside,
): PositionsValue {
  const wanted = props.instrument === undefined ? undefined : find(props.instrument).id;
  if (!state) return { groups: [], totals: [], accounts: 0, venue: venue !== undefined, asOf: null, age: null };
  const isShown = (position: { readonly instrument: string; readonly account: string }) =>
    (wanted === undefined || position.instrument === wanted) &&
    (props.account === undefined || position.account === props.account);
  const positions = state.positions.filter(isShown);
  const known = (name: string) => {
    try {
      return find(name);
    } catch {
      return undefined;
    }
  };
  const theirs = venue ? onlyThere(props, { state: venue, ours: state.positions, known }).filter(isShown) : [];
  const shown = { props, now, tradeDate: state.tradeDate, marks: { spots, find } };
  const oldest = props.marks.includes('now') ? oldestPrice(positions) : undefined;
  const zone = oldest && zoneOf(find(oldest.instrument).session);
  return {
    groups: grouped(positions, ({ instrument, account }) => `${instrument} ${account}`)
      .map(([key, held]) => ({
        ...groupOf(key, held, find(held[0].instrument), shown),
        venue: venue ? atVenue(held[0], venue, known) : null,
      }))
      .concat(theirs)
      .sort(order),
    totals: totalsOf(positions, find, shown),
    accounts: new Set([...positions, ...theirs].map(({ account }) => account)).size,
    venue: venue !== undefined,
    asOf: oldest && zone ? `${formatTime(oldest.ts, zone, 'seconds')} ${formatZone(oldest.ts, zone)}` : null,
    age: oldest ? formatAge(now - oldest.ts) : null,
  };
}

export async function* frames(props: PositionsProps, context: CellContext): AsyncIterable<PositionsValue> {
  const find: Find = (name) => context.instrument(name);
  for await (const _ of context.changes(...topicsOf(props))) {
    const spots = props.marks.includes('spot') ? context.read<SpotsState>('spots') : undefined;
    const venue = props.venue === false ? undefined : context.read<VenueState | undefined>('venue');
    const now = context.clock.now();
    yield positionsValue(props, context.read<PositionsState>('positions'), { find, now, spots, venue });
  }
}
