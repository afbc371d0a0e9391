import type { KindSpec } from '../kind.ts';
import { props, type VegaProps, type VegaValue, value } from './schema.ts';
import { frames, refs } from './server.ts';
import { specification } from './specification.ts';
import { lightColors } from './theme.ts';
import { caption, view } from './view.ts';

const starter = `{
  "data": {"name": "bars"},
  "mark": "line",
  "encoding": {
    "x": {"field": "ts_start", "type": "temporal", "title": null},
    "y": {"field": "close", "type": "quantitative", "scale": {"zero": false}, "title": null},
    "color": {"field": "instrument"}
  }
}`;

export const vega: KindSpec<VegaProps, VegaValue> = {
  name: 'vega',
  about: 'A Vega-Lite chart of what another cell or a source gives.',
  language: 'json',
  starter,
  props,
  value,
  capability: 'read',
  layout: { frame: 'box', span: 12, pace: 'once' },
  refs,
  frames,
  view,
  caption,
  exportAs: {
    html: async (drawn, given, tools) =>
      `<div class="vega-drawing">${await tools.chart(specification(given, drawn.datasets, lightColors, tools.box))}</div>`,
    json: (drawn) => drawn.datasets as never,
  },
};
