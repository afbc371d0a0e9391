import { zoneOf } from '../../core/calendar/session.ts';
import { formatAge, formatGain, formatTime, formatZone } from '../../core/format.ts';
import { averageOfPosition } from '../../core/model/average.ts';
import type { Instrument } from '../../core/model/instrument.ts';
import { addMoney, type Money, NO_MONEY } from '../../core/model/money.ts';
import { priceToDecimal } from '../../core/model/price.ts';
import { type PriceParts, splitAverage, splitPrice } from '../../core/model/price-format.ts';
import type { Instant } from '../../core/model/time.ts';
import type { PositionState, PositionsState } from '../../core/topics.ts';
import type { CellContext, Refs } from '../kind.ts';
import type { PositionGroup, PositionRow, PositionsProps, PositionsValue, PriceText } from './schema.ts';

export const refs = (): Refs => ({ reads: ['positions'] });

type Find = CellContext['instrument'];

const textOf = ({ sign, handle, fraction }: PriceParts, text?: string): PriceText => ({
  text: text ?? sign + handle + fraction,
  handle: sign + handle,
  fraction,
});

const sum = (positions: readonly PositionState[], of: (position: PositionState) => Money): Money =>
  positions.reduce((total, position) => addMoney(total, of(position)), NO_MONEY);

function rowOf(
  key: string,
  positions: readonly [PositionState, ...PositionState[]],
  instrument: Instrument,
): PositionRow {
  const [first] = positions;
  const quantity = positions.reduce((total, position) => total + position.quantity, 0);
  const cost = sum(positions, (position) => position.cost);
  const average = averageOfPosition(cost, quantity, instrument.multiplier);
  const { mark } = first;
  return {
    key,
    instrument: first.instrument,
    account: first.account,
    quantity,
    average: average ? textOf(splitAverage(average, instrument.priceStyle)) : null,
    now: mark === undefined ? null : textOf(splitPrice(mark, instrument.priceStyle), priceToDecimal(mark)),
    open: formatGain(sum(positions, (position) => position.unrealized)),
    realized: formatGain(sum(positions, (position) => position.realized)),
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
  withStrategies: boolean,
): PositionGroup {
  const strategies = withStrategies
    ? grouped(positions, ({ strategy }) => strategy).map(([strategy, held]) => ({
        ...rowOf(`${key} ${strategy}`, held, instrument),
        strategy,
      }))
    : [];
  return { ...rowOf(key, positions, instrument), strategies };
}

function totalsOf(positions: readonly PositionState[], find: Find): PositionsValue['totals'] {
  return grouped(positions, ({ instrument }) => find(instrument).currency).map(([currency, held]) => ({
    currency,
    open: formatGain(sum(held, (position) => position.unrealized)),
    realized: formatGain(sum(held, (position) => position.realized)),
  }));
}

/** Open positions first, then flat ones; by instrument and account inside of each. */
const order = (a: PositionGroup, b: PositionGroup): number =>
  Number(a.quantity === 0) - Number(b.quantity === 0) || (a.key < b.key ? -1 : 1);

export function positionsValue(
  props: PositionsProps,
  state: PositionsState | undefined,
  find: Find,
  now: Instant,
): PositionsValue {
  const wanted = props.instrument === undefined ? undefined : find(props.instrument).id;
  const positions = (state?.positions ?? []).filter(
    (position) =>
      (wanted === undefined || position.instrument === wanted) &&
      (props.account === undefined || position.account === props.account),
  );
  let oldest: PositionState | undefined;
  for (const position of positions) {
    if (position.quantity === 0 || position.tsMark === undefined) continue;
    if (oldest?.tsMark === undefined || position.tsMark < oldest.tsMark) oldest = position;
  }
  const zone = oldest && zoneOf(find(oldest.instrument).session);
  const tsMark = oldest?.tsMark;
  return {
    groups: grouped(positions, ({ instrument, account }) => `${instrument} ${account}`)
      .map(([key, held]) => groupOf(key, held, find(held[0].instrument), props.by === 'strategy'))
      .sort(order),
    totals: totalsOf(positions, find),
    accounts: new Set(positions.map(({ account }) => account)).size,
    asOf:
      tsMark === undefined || zone === undefined
        ? null
        : `${formatTime(tsMark, zone, 'seconds')} ${formatZone(tsMark, zone)}`,
    age: tsMark === undefined ? null : formatAge(now - tsMark),
  };
}

export async function* frames(props: PositionsProps, context: CellContext): AsyncIterable<PositionsValue> {
  const find: Find = (name) => context.instrument(name);
  for await (const _ of context.changes('positions')) {
    yield positionsValue(props, context.read<PositionsState>('positions'), find, context.clock.now());
  }
}
