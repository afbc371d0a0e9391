import type { Instrument } from '../../core/model/instrument.ts';
import type { Price } from '../../core/model/price.ts';
import { formatPrice } from '../../core/model/price-format.ts';
import type { Candle, CandlesValue } from './schema.ts';

const LINES = 6;
const NAMES = 7;

/** Lines at round prices: whole ticks in halvings where prices are fractions, in ones, twos and fives where they are decimals. */
export function levelsOf(candles: readonly Candle[], instrument: Instrument): CandlesValue['levels'] {
  if (candles.length === 0) return [];
  const high = Math.max(...candles.map((candle) => candle[2]));
  const low = Math.min(...candles.map((candle) => candle[3]));
  const step = stepOf((high - low) / LINES, instrument);
  const levels: { price: number; text: string }[] = [];
  for (let price = Math.ceil(low / step) * step; price <= high; price += step) {
    levels.push({ price, text: formatPrice(price as Price, instrument.priceStyle) });
  }
  return levels;
}

function stepOf(least: number, { tick, priceStyle }: Instrument): number {
  const factors = priceStyle.kind === 'decimal' ? [2, 2.5, 2] : [2];
  let step: number = tick;
  for (let index = 0; step < least; index += 1) step *= factors[index % factors.length]!;
  return step;
}

/** Names along the bottom, evenly, with the day where it is another than before. */
export function timesOf(candles: readonly Candle[]): CandlesValue['times'] {
  const every = Math.max(1, Math.ceil(candles.length / NAMES));
  const times: { index: number; text: string }[] = [];
  let day = '';
  for (let index = Math.floor(every / 2); index < candles.length; index += every) {
    const [date = '', time = ''] = candles[index]![0].split(' ');
    const shortDate = date.slice(time === '' ? 0 : 5);
    times.push({ index, text: time === '' ? date : date === day ? time : `${shortDate} ${time}` });
    day = date;
  }
  return times;
}
