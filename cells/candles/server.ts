import { type Frame, frameLength, parseFrame } from '../../core/bars/frame.ts';
import type { FramedBar } from '../../core/bars/framed.ts';
import type { HistoryBars } from '../../core/bars/history.ts';
import { tradeDateOf, zoneOf } from '../../core/calendar/session.ts';
import { formatDateTime, formatZone } from '../../core/format.ts';
import type { Instrument } from '../../core/model/instrument.ts';
import { MINUTE } from '../../core/model/time.ts';
import { VenueProblem } from '../../core/venue/books.ts';
import type { CellContext, Refs } from '../kind.ts';
import { priceText } from '../shown.ts';
import { levelsOf, timesOf } from './axes.ts';
import type { Candle, CandlesProps, CandlesValue } from './schema.ts';

/** Looked at every second. */
export const refs = (): Refs => ({ reads: ['status'] });

function named({ tsStart }: FramedBar, frame: Frame, { session }: Instrument): string {
  const length = frameLength(frame);
  if (length === undefined) return tradeDateOf(session, tsStart);
  return formatDateTime(tsStart, zoneOf(session), length < MINUTE ? 'seconds' : 'minutes');
}

/** Candles with which a trade date begins, where several make one. */
function sessionsOf(bars: readonly FramedBar[], frame: Frame, { session }: Instrument): number[] {
  if (frameLength(frame) === undefined) return [];
  const dates = bars.map(({ tsStart }) => tradeDateOf(session, tsStart));
  return dates.flatMap((date, index) => (index > 0 && date !== dates[index - 1] ? [index] : []));
}

function shown(told: HistoryBars, frame: Frame, instrument: Instrument): CandlesValue {
  const { bars, gaps, notes } = told;
  const candles = bars.map(
    (bar): Candle => [named(bar, frame, instrument), bar.open, bar.high, bar.low, bar.close, bar.volume],
  );
  const last = bars.at(-1);
  const missing =
    gaps.length === 0
      ? []
      : [`${gaps.length} ${gaps.length === 1 ? 'gap' : 'gaps'}: nothing is known of some trading.`];
  return {
    instrument: instrument.id,
    about: instrument.name,
    frame: frame.text,
    zone: last && frameLength(frame) !== undefined ? formatZone(last.tsStart, zoneOf(instrument.session)) : '',
    priceStyle: instrument.priceStyle,
    candles,
    partial: last?.partial ?? false,
    last: last ? priceText(last.close, instrument) : null,
    levels: levelsOf(candles, instrument),
    times: timesOf(candles),
    sessions: sessionsOf(bars, frame, instrument),
    notes: [...notes, ...missing],
  };
}

export async function* frames(props: CandlesProps, context: CellContext): AsyncIterable<CandlesValue> {
  const instrument = context.instrument(props.instrument);
  const frame = parseFrame(props.frame);
  const nothing = { market: '', instrument: instrument.id, frame: frame.text, bars: [], gaps: [], late: 0 };
  const none = await context.follow(instrument.id);
  for await (const _ of context.changes('status')) {
    const told = await context.history
      .bars({ instrument, frame, count: props.count })
      .catch((error: unknown): HistoryBars => {
        if (error instanceof VenueProblem) return { ...nothing, notes: [error.message] };
        throw error;
      });
    const notes = told.bars.length === 0 && none !== undefined ? [...told.notes, none] : told.notes;
    yield shown({ ...told, notes }, frame, instrument);
  }
}
