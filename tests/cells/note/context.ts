import type { CellContext } from '../../../cells/kind.ts';
import { ManualClock } from '../../../core/clock.ts';
import { instant, type TradeDate } from '../../../core/model/time.ts';
import { emptyHistory } from '../../fixtures/empty-history.ts';
import { emptyReader } from '../../fixtures/empty-reader.ts';

/** The ports of a cell that needs none of them but the last values of other cells. */
export const contextWith = (values: Readonly<Record<string, unknown>>): CellContext => {
  const unasked = (port: string) => () => {
    throw new Error(`a note asked for ${port}`);
  };
  return {
    id: 'note_1',
    signal: new AbortController().signal,
    clock: new ManualClock(instant(0)),
    tradeDate: '2026-11-20' as TradeDate,
    params: new Map(),
    instruments: [],
    instrument: unasked('an instrument'),
    follow: unasked('a market'),
    query: unasked('a query'),
    valueOf: (cell) => values[cell],
    read: unasked('a topic'),
    history: emptyHistory,
    traces: emptyReader,
    changes: unasked('changes'),
  };
};
