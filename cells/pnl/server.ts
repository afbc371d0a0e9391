import { zoneOf } from '../../core/calendar/session.ts';
import { formatGain, formatZone } from '../../core/format.ts';
import { toMilliseconds } from '../../core/model/time.ts';
import { drawdown as drawdownOf, totalOf } from '../../core/pnl/drawdown.ts';
import type { PnlSeries, PnlState } from '../../core/topics.ts';
import type { CellContext, Refs } from '../kind.ts';
import { amountMarks, timeMarks } from './marks.ts';
import type { PnlProps, PnlValue } from './schema.ts';
import { thin } from './thin.ts';

export const refs = (): Refs => ({ reads: ['pnl'] });

const mostPoints = 600;

type Find = CellContext['instrument'];

function selected(props: PnlProps, state: PnlState | undefined, find: Find): readonly PnlSeries[] {
  const instrument = props.instrument === undefined ? undefined : find(props.instrument).id;
  return (state?.series ?? []).filter(
    (series) =>
      (instrument === undefined || series.instrument === instrument) &&
      (props.account === undefined || series.account === props.account) &&
      (props.strategy === undefined || series.strategy === props.strategy),
  );
}

/** P&L of the trade date, one currency at a time: the one asked for, else the one with the most series. */
export function pnlValue(props: PnlProps, state: PnlState | undefined, tradeDate: string, find: Find): PnlValue {
  const series = selected(props, state, find);
  const byCurrency = new Map<string, PnlSeries[]>();
  for (const one of series) byCurrency.set(one.currency, [...(byCurrency.get(one.currency) ?? []), one]);
  const largest = [...byCurrency].sort(([, a], [, b]) => b.length - a.length)[0]?.[0];
  const currency = props.currency ?? largest ?? null;
  const shown = (currency === null ? undefined : byCurrency.get(currency)) ?? [];
  const points = drawdownOf(totalOf(shown.map((one) => one.points))).points;
  const zone = zoneOf(shown[0] ? find(shown[0].instrument).session : 'cme');
  const first = points[0];
  const last = points.at(-1);
  const lowest = points.reduce((low, { total, realized, drawdown }) => Math.min(low, total, realized, drawdown), 0);
  const highest = points.reduce((high, { total, realized }) => Math.max(high, total, realized), 0);
  return {
    tradeDate: state?.tradeDate ?? tradeDate,
    currency,
    otherCurrencies: [...byCurrency.keys()].filter((other) => other !== currency).sort(),
    zone,
    zoneName: last ? formatZone(last.ts, zone) : '',
    points: thin(points, mostPoints).map(({ ts, realized, unrealized, drawdown }) => [
      Math.floor(toMilliseconds(ts)),
      realized,
      unrealized,
      drawdown,
    ]),
    total: points.length,
    now: last
      ? {
          total: formatGain(last.total),
          realized: formatGain(last.realized),
          unrealized: formatGain(last.unrealized),
          drawdown: formatGain(last.drawdown),
        }
      : null,
    amounts: last ? amountMarks(lowest, highest) : [],
    times: first && last ? timeMarks(first.ts, last.ts, zone) : [],
  };
}

export async function* frames(props: PnlProps, context: CellContext): AsyncIterable<PnlValue> {
  const find: Find = (name) => context.instrument(name);
  for await (const _ of context.changes('pnl')) {
    yield pnlValue(props, context.read<PnlState>('pnl'), context.tradeDate, find);
  }
}
