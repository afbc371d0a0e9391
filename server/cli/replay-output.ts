import type { Json } from '../../cells/kind.ts';
import { zoneOf } from '../../core/calendar/session.ts';
import { formatTime } from '../../core/format.ts';
import { moneyToDecimal } from '../../core/model/money.ts';
import { priceToDecimal } from '../../core/model/price.ts';
import { formatPrice } from '../../core/model/price-format.ts';
import type { Replayed } from '../recordings/headless.ts';
import type { Kept } from '../recordings/library.ts';
import type { StoredRecording } from '../recordings/recording.ts';
import { infoJson, utcText } from '../recordings/recording-json.ts';
import { exactNumber, textTable } from './output.ts';

const perSecond = ({ events, seconds }: Replayed): number => Math.round(events / Math.max(seconds, 1e-6));

export function replayedJson(recording: StoredRecording, replayed: Replayed): Json {
  const { fills, orders, pnl, refused, matching, seconds, events } = replayed;
  return {
    recording: infoJson(recording),
    from: utcText(replayed.from),
    to: utcText(replayed.to),
    events,
    seconds: Number(seconds.toFixed(3)),
    eventsPerSecond: perSecond(replayed),
    matching,
    orders: orders.map(({ intent, status, filledQuantity, leavesQuantity, reason }) => ({
      clientOrderId: intent.clientOrderId,
      instrument: intent.instrument,
      side: intent.side,
      type: intent.type,
      status,
      filled: filledQuantity,
      leaves: leavesQuantity,
      reason: reason ?? null,
    })),
    refused: refused.map((one) => ({ ...one })),
    fills: fills.map((fill) => ({
      executionId: fill.executionId,
      clientOrderId: fill.clientOrderId,
      instrument: fill.instrument,
      account: fill.account,
      side: fill.side,
      quantity: fill.quantity,
      price: exactNumber(priceToDecimal(fill.price)),
      liquidity: fill.liquidity,
      tradeDate: fill.tradeDate,
      tsEvent: utcText(fill.tsEvent),
    })),
    pnl: pnl.map(({ instrument, position, realized, unrealized, last }) => ({
      instrument: instrument.id,
      currency: instrument.currency,
      position,
      realized: exactNumber(moneyToDecimal(realized)),
      unrealized: unrealized === null ? null : exactNumber(moneyToDecimal(unrealized)),
      last: last === null ? null : exactNumber(priceToDecimal(last)),
    })),
  };
}

function table(columns: readonly string[], numbers: readonly string[], rows: readonly (readonly Json[])[]): string {
  const typed = columns.map((name) => ({ name, type: numbers.includes(name) ? 'DECIMAL' : 'VARCHAR' }));
  const shown = textTable({ columns: typed, rows, rowCount: rows.length, hash: '', milliseconds: 0 });
  return shown.split('\n').slice(0, -1).join('\n');
}

const counted = (count: number, one: string): string =>
  `${count.toLocaleString('en-US')} ${one}${count === 1 ? '' : 's'}`;

export function replayedText(recording: StoredRecording, replayed: Replayed): string {
  const { fills, orders, pnl, refused, matching, seconds, events } = replayed;
  const zone = zoneOf(recording.contracts[0]?.session ?? 'utc');
  const byId = new Map(recording.contracts.map((instrument) => [instrument.id, instrument]));
  const speed = `${counted(events, 'event')} in ${seconds.toFixed(2)} s, ${perSecond(replayed).toLocaleString('en-US')} a second`;
  const parts = [
    `${recording.name} (${recording.id}): ${recording.instruments.join(', ')}\n${utcText(replayed.from)} to ${utcText(replayed.to)}: ${speed}, ${counted(recording.gaps, 'gap')}.`,
    [...recording.notes, matching].join('\n'),
  ];
  if (orders.length > 0) parts.push(`${counted(orders.length, 'order')}, ${counted(fills.length, 'fill')}.`);
  if (fills.length > 0) {
    const rows = fills.map((fill) => [
      `${fill.tradeDate} ${formatTime(fill.tsEvent, zone, 'milliseconds')}`,
      fill.instrument,
      fill.side,
      fill.quantity,
      formatPrice(fill.price, byId.get(fill.instrument)!.priceStyle),
      fill.liquidity,
      fill.clientOrderId,
    ]);
    parts.push(
      table(
        ['trade date and time', 'instrument', 'side', 'quantity', 'price', 'liquidity', 'order'],
        ['quantity', 'price'],
        rows,
      ),
    );
    const sums = pnl.map(({ instrument, position, realized, unrealized }) => [
      instrument.id,
      position,
      moneyToDecimal(realized, 2),
      unrealized === null ? null : moneyToDecimal(unrealized, 2),
      instrument.currency,
    ]);
    parts.push(
      table(
        ['instrument', 'position', 'realized', 'unrealized', 'currency'],
        ['position', 'realized', 'unrealized'],
        sums,
      ),
    );
  }
  if (refused.length > 0) {
    parts.push(refused.map(({ clientOrderId, reason }) => `${clientOrderId} was refused: ${reason}`).join('\n'));
  }
  return parts.join('\n\n');
}

export function listText(kept: readonly Kept[]): string {
  if (kept.length === 0) return 'There is no recording yet: deskbook replay FILE makes one.';
  const rows = kept.map(({ id, name, instruments, from, to, events, gaps, bytes }) => [
    id,
    name,
    instruments.join(' '),
    utcText(from).slice(0, 16),
    utcText(to).slice(0, 16),
    events.trades + events.quotes + events.bars + events.depth,
    gaps,
    (bytes / 1e6).toFixed(1),
  ]);
  return table(
    ['id', 'name', 'instruments', 'from (UTC)', 'to (UTC)', 'events', 'gaps', 'MB'],
    ['events', 'gaps', 'MB'],
    rows,
  );
}
