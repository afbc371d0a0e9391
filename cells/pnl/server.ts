import type { TradeDate } from '../../core/model/time.ts';
import type { FillsState, PnlState } from '../../core/topics.ts';
import type { CellContext, Refs } from '../kind.ts';
import { type PnlRecord, readRecord } from './record.ts';
import type { PnlProps, PnlValue } from './schema.ts';
import { pnlValue } from './value.ts';

export const refs = (): Refs => ({ reads: ['pnl'] });

const nothing: PnlRecord = { days: [] };

export async function* frames(props: PnlProps, context: CellContext): AsyncIterable<PnlValue> {
  const find: CellContext['instrument'] = (name) => context.instrument(name);
  const read = recordReader(props, context);
  for await (const _ of context.changes('pnl')) {
    const state = context.read<PnlState>('pnl');
    const tradeDate = state?.tradeDate ?? context.tradeDate;
    yield pnlValue(props, state, await read(tradeDate), tradeDate, find);
  }
}

/** Asks the record again only when there are other fills or the day has turned: the market moves P&L far more often. */
function recordReader(props: PnlProps, context: CellContext): (today: TradeDate) => Promise<PnlRecord> {
  if (props.period === 'day' && props.method === 'fifo' && !props.matches) return () => Promise.resolve(nothing);
  const instrument = props.instrument === undefined ? undefined : context.instrument(props.instrument).id;
  let record = nothing;
  let readAt: string | undefined;
  return async (today) => {
    const fills = context.read<FillsState>('fills');
    const newest = `${today} ${fills?.total} ${fills?.fills[0]?.executionId}`;
    if (newest === readAt) return record;
    record = await readRecord(props, today, instrument, (sql, options) => context.query(sql, options));
    readAt = newest;
    return record;
  };
}
