import type { InputProps } from '../../../cells/input/schema.ts';
import { initial, parse } from '../../../cells/input/spec.ts';
import type { CellContext, InputContext, QueryResult, Setting } from '../../../cells/kind.ts';
import { calendarsByRule } from '../../../core/calendar/calendar.ts';
import { ManualClock } from '../../../core/clock.ts';
import { instant, type TradeDate } from '../../../core/model/time.ts';
import type { PositionsState } from '../../../core/topics.ts';
import { emptyHistory } from '../../fixtures/empty-history.ts';
import { emptyReader } from '../../fixtures/empty-reader.ts';

/** A Friday; the Thursday of the week after is Thanksgiving. */
export const tradeDate = '2026-11-20' as TradeDate;

export const inputContext: InputContext = {
  tradeDate,
  calendar: calendarsByRule.cme,
  instruments: ['ESZ6', 'ZNZ6'],
};

/** What the session would say an input is set to. */
export function settingOf(props: InputProps, text?: string): Setting & { readonly standard: string } {
  const standard = initial(props, inputContext);
  const set = text === undefined ? standard : parse(props, text, { ...inputContext, present: text });
  return { ...set, standard: standard.text };
}

/** What a cell may touch, with what it is set to and what its query answers. */
export function cellContext(setting: CellContext['setting'], answer?: QueryResult): CellContext {
  const unasked = () => {
    throw new Error('an input asked for more than it needs');
  };
  const held = (account: string) => ({ account }) as PositionsState['positions'][number];
  const positions = { tradeDate, positions: [held('Z1'), held('DEMO'), held('Z1')] };
  return {
    id: 'it',
    signal: new AbortController().signal,
    clock: new ManualClock(instant(0)),
    tradeDate,
    params: new Map(),
    ...(setting === undefined ? {} : { setting }),
    instruments: inputContext.instruments,
    instrument: unasked,
    follow: unasked,
    query: async () => answer ?? unasked(),
    valueOf: unasked,
    read: <V>(topic: string) => (topic === 'positions' ? (positions as V) : undefined),
    history: emptyHistory,
    traces: emptyReader,
    changes: unasked,
  };
}
