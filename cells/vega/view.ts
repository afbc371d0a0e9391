import type { Tag } from '../../views/tag.ts';
import type { VegaProps, VegaValue } from './schema.ts';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The place a chart is drawn in; the element or the export fills it. */
export function view<T>(html: Tag<T>, value: VegaValue, props: VegaProps): T {
  const label = text(props.description) || text(props.title) || 'Chart';
  return html`<div class="vega-chart" role="img" aria-label="${label}, ${value.shown} rows"></div>`;
}

export function caption(value: VegaValue): string {
  const rows = value.rowCount.toLocaleString('en-US');
  return value.shown < value.rowCount ? `first ${value.shown.toLocaleString('en-US')} of ${rows} rows` : `${rows} rows`;
}
