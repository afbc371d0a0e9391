import type { Tag } from '../kind.ts';
import { plotOf, rises, SIDE, shapesOf, volumePath } from './plot.ts';
import type { CandlesProps, CandlesValue } from './schema.ts';

/** A line's price that stands closer to the last one than this would be printed over it. */
const CLEARANCE = 40;

const percent = (place: number): string => `${Math.round((place / SIDE) * 10_000) / 100}%`;

function nothing<T>(html: Tag<T>, { instrument, notes }: CandlesValue): T {
  const said =
    notes.length > 0 ? notes.join(' ') : 'It is recorded from now on; deskbook import and a recording bring more.';
  return html`<p class="candles-empty">Nothing is known of ${instrument} yet. ${said}</p>`;
}

/** The chart; `readout` is what an element shows at the pointer. */
export function candlesChart<T>(html: Tag<T>, value: CandlesValue, readout: unknown): T {
  const { candles, last, levels, times, sessions, notes, instrument, frame, zone, partial } = value;
  const newest = candles.at(-1);
  if (last === null || newest === undefined) return nothing(html, value);
  const plot = plotOf(value);
  const forming = (index: number) => partial && index === candles.length - 1;
  const up = shapesOf(value, plot, (candle, index) => rises(candle) && !forming(index));
  const down = shapesOf(value, plot, (candle, index) => !rises(candle) && !forming(index));
  const now = shapesOf(value, plot, (_, index) => forming(index));
  const grid = levels.map(({ price }) => `M0 ${Math.round(plot.top(price) * 10) / 10}H${SIDE}`).join('');
  const step = SIDE / candles.length;
  const starts = sessions.map((index) => `M${Math.round((plot.left(index) - step / 2) * 10) / 10} 0V${SIDE}`).join('');
  const direction = rises(newest) ? 'gain' : 'loss';
  const here = plot.top(newest[4]);
  const clear = levels.filter(({ price }) => Math.abs(plot.top(price) - here) > CLEARANCE);
  const prices = clear.map(({ price, text }) => html`<span style="top:${percent(plot.top(price))}">${text}</span>`);
  const names = times.map(({ index, text }) => html`<span style="left:${percent(plot.left(index))}">${text}</span>`);
  const said =
    notes.length === 0 ? '' : html`<span class="candles-note" title="${notes.join(' ')}">${notes.join(' ')}</span>`;
  return html`<figure class="candles"><figcaption><b>${instrument}</b> <span class="weak">${frame}${zone === '' ? '' : ` ${zone}`}</span> <span class="${direction}">${last.handle}<span class="fraction">${last.fraction}</span></span>${said}</figcaption><div class="candles-plot"><svg viewBox="0 0 ${SIDE} ${SIDE}" preserveAspectRatio="none" role="img" aria-label="${candles.length} candles of ${instrument}, the last one at ${last.handle}${last.fraction}"><path class="grid" d="${grid}"></path><path class="session" d="${starts}"></path><path class="volume" d="${volumePath(value, plot)}"></path><path class="wick gain" d="${up.wicks}"></path><path class="body gain" d="${up.bodies}"></path><path class="wick loss" d="${down.wicks}"></path><path class="body loss" d="${down.bodies}"></path><path class="wick now ${direction}" d="${now.wicks}"></path><path class="body now ${direction}" d="${now.bodies}"></path><path class="last" d="M0 ${Math.round(here * 10) / 10}H${SIDE}"></path></svg>${readout}</div><div class="candles-prices">${prices}<b class="${direction}" style="top:${percent(here)}">${last.handle}${last.fraction}</b></div><div class="candles-times">${names}</div></figure>`;
}

export const view = <T>(html: Tag<T>, value: CandlesValue, _props: CandlesProps): T => candlesChart(html, value, '');

export const caption = ({ candles, partial }: CandlesValue): string =>
  candles.length === 0 ? '' : `${candles.length} bars${partial ? ', the last one partial' : ''}`;
