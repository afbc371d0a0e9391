import type { Candle, CandlesValue } from './schema.ts';

/** The square the paths are drawn in, as the view's `viewBox` says; it is stretched to the cell. */
export const SIDE = 1_000;
/** Prices keep above this, volumes below. */
const FLOOR = 820;
const BODY = 0.7;

export interface Plot {
  /** The middle of a candle. */
  left(index: number): number;
  top(price: number): number;
}

export function plotOf({ candles }: Pick<CandlesValue, 'candles'>): Plot {
  const high = Math.max(...candles.map((candle) => candle[2]));
  const low = Math.min(...candles.map((candle) => candle[3]));
  const height = high - low || 1;
  const margin = 30;
  return {
    left: (index) => ((index + 0.5) / candles.length) * SIDE,
    top: (price) => margin + ((high - price) / height) * (FLOOR - 2 * margin),
  };
}

const place = (position: number): string => String(Math.round(position * 10) / 10);

export interface Shapes {
  readonly wicks: string;
  readonly bodies: string;
}

/** Candles as two paths: lines above and below, and bodies. */
export function shapesOf(value: CandlesValue, plot: Plot, wanted: (candle: Candle, index: number) => boolean): Shapes {
  const half = (SIDE / value.candles.length) * (BODY / 2);
  let [wicks, bodies] = ['', ''];
  for (const [index, candle] of value.candles.entries()) {
    if (!wanted(candle, index)) continue;
    const [, open, high, low, close] = candle;
    const x = place(plot.left(index));
    const [upper, lower] = [Math.max(open, close), Math.min(open, close)];
    if (high > upper) wicks += `M${x} ${place(plot.top(high))}V${place(plot.top(upper))}`;
    if (low < lower) wicks += `M${x} ${place(plot.top(lower))}V${place(plot.top(low))}`;
    const [left, right] = [place(plot.left(index) - half), place(plot.left(index) + half)];
    bodies += `M${left} ${place(plot.top(upper))}H${right}V${place(plot.top(lower))}H${left}Z`;
  }
  return { wicks, bodies };
}

/** What traded, as bars on the floor. */
export function volumePath(value: CandlesValue, plot: Plot): string {
  const most = Math.max(1, ...value.candles.map((candle) => candle[5]));
  const half = (SIDE / value.candles.length) * (BODY / 2);
  return value.candles
    .map((candle, index) => {
      const top = SIDE - (candle[5] / most) * (SIDE - FLOOR - 20);
      return `M${place(plot.left(index) - half)} ${SIDE}V${place(top)}H${place(plot.left(index) + half)}V${SIDE}Z`;
    })
    .join('');
}

export const rises = ([, open, , , close]: Candle): boolean => close >= open;
