import { zoneOf } from '../../core/calendar/session.ts';
import { formatTime, formatZone } from '../../core/format.ts';
import type { Fill } from '../../core/model/fill.ts';
import type { Instrument } from '../../core/model/instrument.ts';
import type { MarketTrade } from '../../core/model/market.ts';
import { isOnTick, type Price } from '../../core/model/price.ts';
import type { Instant } from '../../core/model/time.ts';
import type { FillsState, TapeState } from '../../core/topics.ts';
import type { CellContext, Refs } from '../kind.ts';
import { priceText } from '../shown.ts';
import type { FillRow, FillsProps, FillsValue } from './schema.ts';

export const refs = (props: FillsProps): Refs => ({
  reads: [props.source === 'market' ? `tape.${props.instrument}` : 'fills'],
});

type Find = CellContext['instrument'];

function timeAndPrice(at: Instant, price: Price, { session, priceStyle, tick }: Instrument) {
  const time = formatTime(at, zoneOf(session));
  return {
    time: time.slice(0, -4),
    milliseconds: time.slice(-4),
    price: priceText(price, { priceStyle }),
    ...(isOnTick(price, tick) ? {} : { offGrid: true as const }),
  };
}

const ownRow = (fill: Fill, instrument: Instrument): FillRow => ({
  key: fill.executionId,
  ...timeAndPrice(fill.tsEvent, fill.price, instrument),
  instrument: fill.instrument,
  side: fill.side,
  quantity: fill.quantity,
  liquidity: fill.liquidity,
  strategy: fill.strategy,
  account: fill.account,
  order: fill.clientOrderId,
});

const tradeRow = (trade: MarketTrade, number: number, instrument: Instrument): FillRow => ({
  key: String(number),
  ...timeAndPrice(trade.tsEvent, trade.price, instrument),
  instrument: trade.instrument,
  side: trade.aggressor,
  quantity: trade.quantity,
});

/** One name when all the times are told in one zone. */
function zoneName(shown: readonly { instrument: string; tsEvent: Instant }[], find: Find): string {
  const names = new Set(shown.map(({ instrument, tsEvent }) => formatZone(tsEvent, zoneOf(find(instrument).session))));
  return names.size === 1 ? ([...names][0] ?? '') : '';
}

/** Own fills; with a filter, of the newest that the console holds. */
function ownFills(props: FillsProps, state: FillsState | undefined, find: Find): FillsValue {
  const wanted = props.instrument === undefined ? undefined : find(props.instrument).id;
  const fills = state?.fills ?? [];
  const matching = fills.filter(
    (fill) =>
      (wanted === undefined || fill.instrument === wanted) &&
      (props.account === undefined || fill.account === props.account),
  );
  const filtered = wanted !== undefined || props.account !== undefined;
  const shown = matching.slice(0, props.limit);
  return {
    source: 'own',
    named: wanted === undefined,
    zone: zoneName(shown, find),
    rows: shown.map((fill) => ownRow(fill, find(fill.instrument))),
    total: filtered ? matching.length : (state?.total ?? 0),
    atLeast: filtered && fills.length < (state?.total ?? 0),
  };
}

function marketTape(props: FillsProps, state: TapeState | undefined, instrument: Instrument): FillsValue {
  const shown = (state?.trades ?? []).slice(0, props.limit);
  const total = state?.total ?? 0;
  return {
    source: 'market',
    named: false,
    zone: zoneName(shown, () => instrument),
    rows: shown.map((trade, index) => tradeRow(trade, total - index, instrument)),
    total,
    atLeast: false,
    ...(state?.onlyBars ? { onlyBars: true } : {}),
  };
}

export async function* frames(props: FillsProps, context: CellContext): AsyncIterable<FillsValue> {
  const find: Find = (name) => context.instrument(name);
  if (props.source === 'own') {
    for await (const _ of context.changes('fills')) yield ownFills(props, context.read<FillsState>('fills'), find);
    return;
  }
  const instrument = find(props.instrument ?? '');
  const topic = `tape.${instrument.id}`;
  for await (const _ of context.changes(topic)) yield marketTape(props, context.read<TapeState>(topic), instrument);
}
