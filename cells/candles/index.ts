import type { Price } from '../../core/model/price.ts';
import { priceToDecimal } from '../../core/model/price.ts';
import type { KindSpec } from '../kind.ts';
import { type CandlesProps, type CandlesValue, props, value } from './schema.ts';
import { frames, refs } from './server.ts';
import { caption, view } from './view.ts';

export const candles: KindSpec<CandlesProps, CandlesValue> = {
  name: 'candles',
  about:
    'Bars of an instrument in any frame (30s, 5m, 4h, 1d, 1w), live, with volume, sessions and what of them is missing.',
  language: 'yaml',
  starter: 'instrument: ZN\nframe: 5m\n',
  starterOf: { instrument: 'instrument: {name}\nframe: 5m\n' },
  props,
  value,
  capability: 'read',
  layout: { frame: 'box', span: 8, pace: 'live' },
  keys: [
    { name: 'back', keys: ['ArrowLeft'], about: 'Read the candle before' },
    { name: 'forward', keys: ['ArrowRight'], about: 'Read the next candle' },
    { name: 'close', keys: ['Escape'], about: 'Close the readout' },
  ],
  refs,
  frames,
  view,
  caption,
  exportAs: {
    csv: ({ candles: rows }) =>
      [
        'time,open,high,low,close,volume',
        ...rows.map(([time, open, high, low, close, volume]) =>
          [time, ...[open, high, low, close].map((each) => priceToDecimal(each as Price)), volume].join(','),
        ),
      ].join('\n'),
  },
};
