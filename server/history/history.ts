import { aggregate } from '../../core/bars/aggregate.ts';
import type { FramedBar } from '../../core/bars/framed.ts';
import { BarGrid } from '../../core/bars/grid.ts';
import { type HistoryBars, type HistoryRequest, MOST_BARS, USUAL_BARS } from '../../core/bars/history.ts';
import type { Calendars } from '../../core/calendar/calendar.ts';
import type { ProductGroup } from '../../core/calendar/day.ts';
import type { Clock } from '../../core/clock.ts';
import { OutOfRange } from '../../core/errors.ts';
import { formatAge } from '../../core/format.ts';
import type { Bar } from '../../core/model/market.ts';
import { type Instant, instant, MINUTE } from '../../core/model/time.ts';
import { VenueProblem } from '../../core/venue/books.ts';
import type { DeskRecorder } from '../desk/desk-market.ts';
import type { BarUnit } from '../journal/kept-bars.ts';
import type { RemoteVenue } from '../venues/port.ts';
import { Asking } from './asking.ts';
import { type BaseBars, BaseBarsFinder, type Subject } from './base-bars.ts';
import type { History } from './port.ts';
import { reachBack } from './reach.ts';
import { secondsOf } from './seconds.ts';

export interface HistoryParts {
  readonly desk: {
    readonly clock: Clock;
    readonly environment: string;
    /** The minute at hand as far as it went. */
    forming(instrument: string): Bar | undefined;
    lateTrades(instrument: string): number;
  };
  readonly recorder: Pick<DeskRecorder, 'read' | 'kept'>;
  /** While the market is a venue over the network. */
  readonly venue?: Pick<RemoteVenue, 'name' | 'history' | 'capabilities'> | undefined;
  readonly calendars: Calendars;
  /** The product group of a root, where it is not the calendar's own. */
  readonly groups: ReadonlyMap<string, ProductGroup>;
  /** The market trades at all hours, whatever the calendar says. */
  readonly always: boolean;
}

/** How often a thin market is looked back over twice as far for the bars that were asked for. */
const LOOKS = 4;
/** Gaps that are told of, the newest. */
const MOST_GAPS = 100;

/** The bars of the market at hand. */
export function openHistory(parts: HistoryParts): History {
  const { desk, recorder, venue } = parts;
  const asking = venue?.history && recorder.kept ? askingOf(venue, parts) : undefined;
  const read = (instrument: string, unit: BarUnit, from: Instant, to: Instant): readonly Bar[] =>
    unit === 'minute'
      ? recorder.read.bars(instrument, from, to)
      : unit === 'second'
        ? secondsOf(recorder, instrument, from, to)
        : (recorder.kept?.bars(instrument, unit, from, to) ?? []);
  const finder = new BaseBarsFinder({ clock: desk.clock, always: parts.always, asking, read });
  return {
    bars: (request) => barsOf(request, parts, finder),
    caches: () => finder.caches(),
  };
}

function askingOf(venue: Pick<RemoteVenue, 'name' | 'history'>, { desk, recorder }: HistoryParts): Asking {
  const kept = () => {
    if (recorder.kept === undefined) throw new Error('A market over the network has a record.');
    return recorder.kept;
  };
  return new Asking({ venue, kept, clock: desk.clock });
}

async function barsOf(request: HistoryRequest, parts: HistoryParts, finder: BaseBarsFinder): Promise<HistoryBars> {
  const { desk, venue, calendars, groups, always } = parts;
  const { instrument, frame } = request;
  const product = groups.get(instrument.root);
  const calendar = calendars[instrument.session];
  const grid = new BarGrid(frame, calendar, { product, always });
  const subject: Subject = { instrument: instrument.id, calendar, product, frame };
  const { from, to, count } = within(request, grid, desk.clock.now());
  const beginFor = (bars: number) => instant(Math.max(from ?? 0, reachBack(grid, to, bars + 1, product)));
  const frameOf = ({ bars }: BaseBars): FramedBar[] => {
    const forming = desk.forming(instrument.id);
    const goesOn = forming && forming.tsStart < to && forming.tsStart > (bars.at(-1)?.tsStart ?? (from ?? 0) - 1);
    return aggregate(goesOn && frame.unit !== 's' ? [...bars, forming] : bars, grid, desk.clock.now());
  };
  let begin = beginFor(count);
  let known = await finder.find(subject, begin, to);
  let bars = frameOf(known);
  for (let look = 1; bars.length < count && begin > (from ?? 0) && look <= LOOKS; look += 1) {
    begin = beginFor(count * 2 ** look);
    const farther = await finder.find(subject, begin, to);
    if (farther.bars.length <= known.bars.length) break;
    known = farther;
    bars = frameOf(known);
  }
  if (bars.length === 0 && known.unasked) throw new VenueProblem(known.unasked.sentence);
  const told = bars.slice(-count);
  // what is missing before the first bar may be of a time that nobody recorded
  const since = known.unasked ? 0 : (told[0]?.tsStart ?? from ?? to);
  return {
    market: desk.environment,
    instrument: instrument.id,
    frame: frame.text,
    bars: told,
    // a recording is all that there is
    gaps: (parts.recorder.kept ? known.gaps : []).filter(({ end }) => end > since).slice(-MOST_GAPS),
    late: desk.lateTrades(instrument.id),
    notes: notesOn(known, venue, desk.clock.now()),
  };
}

/** The bounds of a request as those of bars, nothing of it after now. */
function within({ from, to, count }: HistoryRequest, grid: BarGrid, now: Instant) {
  const most = count ?? (from === undefined ? USUAL_BARS : MOST_BARS);
  if (!Number.isInteger(most) || most < 1 || most > MOST_BARS) {
    throw new OutOfRange(`count is a whole number from 1 to ${MOST_BARS.toLocaleString('en-US')}; ${most} is none.`);
  }
  if (from !== undefined && to !== undefined && from >= to) {
    throw new OutOfRange('The bars would end before they begin: from has to be before to.');
  }
  const end = instant(Math.min(to ?? now + 1, now + 1));
  const before = grid.spanOf(instant(end - 1));
  const until = before.start < end ? before.to : before.from;
  if (from === undefined) return { from, to: until, count: most };
  const first = grid.spanOf(from);
  return { from: first.start >= from ? first.from : first.to, to: until, count: most };
}

function notesOn({ unasked, bars }: BaseBars, venue: HistoryParts['venue'], now: Instant): string[] {
  if (venue === undefined) return [];
  if (venue.history === undefined) {
    const reason = venue.capabilities.cannot?.history ?? `${venue.name} tells no bars of the past.`;
    return [`${reason} These are what this console recorded.`];
  }
  if (unasked === undefined) return [];
  const last = bars.at(-1);
  const age = last ? ` What is kept ends ${formatAge(Math.max(0, now - last.tsStart - MINUTE))} ago.` : '';
  return [`${venue.name} could not be asked: ${unasked.sentence}${age}`];
}
