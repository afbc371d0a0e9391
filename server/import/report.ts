import { zoneOf } from '../../core/calendar/session.ts';
import { formatDateTime } from '../../core/format.ts';
import type { Instrument } from '../../core/model/instrument.ts';
import { isOnTick, type Price, priceToDecimal } from '../../core/model/price.ts';
import { formatPrice } from '../../core/model/price-format.ts';
import type { InstrumentRegistry } from '../../core/model/registry.ts';
import type { Instant } from '../../core/model/time.ts';
import type { ImportReport, TakenRow } from '../../views/import-report.ts';
import type { Judgement } from './judge.ts';
import type { ReadFile } from './read-file.ts';

const shownRows = 12;
const expectedHours = ['14', '15', '16'];

const described = ({ session, tick, priceStyle }: Instrument, price: Price, at: Instant) => ({
  // the exchange's way would round it
  price: isOnTick(price, tick) ? formatPrice(price, priceStyle) : priceToDecimal(price),
  decimal: priceToDecimal(price),
  onGrid: isOnTick(price, tick),
  utc: formatDateTime(at, 'UTC', 'milliseconds'),
  local: formatDateTime(at, zoneOf(session), 'milliseconds'),
});

function firstRows({ fills, settlements }: Judgement, registry: InstrumentRegistry): readonly TakenRow[] {
  const taken = fills.slice(0, shownRows).map(({ row, status, value }): TakenRow => {
    const { instrument, side, quantity, price, account, strategy, tsEvent, tradeDate } = value;
    const text = described(registry.resolve(instrument), price, tsEvent);
    return { row, status, instrument, side, quantity, ...text, tradeDate, account, strategy };
  });
  const closes = settlements.slice(0, shownRows).map(({ row, status, value }): TakenRow => {
    const { instrument, kind, price, tsEvent, tradeDate } = value;
    const text = described(registry.resolve(instrument), price, tsEvent);
    const nobody = { account: null, strategy: null };
    return { row, status, instrument, side: kind, quantity: null, ...text, tradeDate, ...nobody };
  });
  return [...taken, ...closes];
}

function notesOf(
  name: string,
  { format, markets }: ReadFile,
  { fills }: Judgement,
  registry: InstrumentRegistry,
): string[] {
  const notes: string[] = [];
  const offGrid = fills.filter(({ value }) => !isOnTick(value.price, registry.resolve(value.instrument).tick)).length;
  if (offGrid > 0) notes.push(`${offGrid} of the prices lie between two ticks and are kept exactly.`);
  for (const [market, count] of markets) {
    if (!/delayed/i.test(market)) continue;
    notes.push(
      `${count} of the fills are of ${market}, no live market: take them out of the file if they are not to count.`,
    );
  }
  const unnamed = fills.filter(({ value }) => value.account === 'IMPORTED').length;
  if (unnamed > 0) notes.push('The file names no account: its fills are booked to IMPORTED unless you name one.');
  const hour = format.gives === 'settlements' ? /_\d{8}_(\d\d)/.exec(name)?.[1] : undefined;
  if (hour !== undefined && !expectedHours.includes(hour)) {
    notes.push(`Close files are made at 14:00, 15:00 and 16:00 Chicago; this one at ${hour} h.`);
  }
  return notes;
}

/** What a person reads of a file and a program too; the same for a preview and for what was written. */
export function reportOf(
  name: string,
  file: ReadFile,
  judged: Judgement,
  registry: InstrumentRegistry,
  outcome: ImportReport['outcome'],
): ImportReport {
  const { format, rows, repeated, skipped } = file;
  const taken = [...judged.fills, ...judged.settlements];
  const fresh = taken.filter(({ status }) => status === 'new').length;
  return {
    file: name,
    format: format.name,
    about: format.about,
    gives: format.gives,
    outcome,
    rows,
    new: fresh,
    known: taken.length - fresh,
    repeated,
    conflicts: judged.conflicts,
    skipped,
    bad: judged.bad,
    first: firstRows(judged, registry),
    accounts: [...new Set(judged.fills.map(({ value }) => value.account))],
    notes: notesOf(name, file, judged, registry),
  };
}
