import type { Tag } from '../../views/tag.ts';
import type { InputProps, RangeProps } from './schema.ts';
import type { ValueOf } from './value.ts';

type Track = Pick<RangeProps, 'min' | 'max' | 'step'>;

const trackOf = (props: InputProps): Track => (props.type === 'range' ? props : { min: 0, max: 100, step: 1 });

/** As many digits as either end of the track has, so that nothing moves with the value. */
const width = ({ min, max, step }: Track): number =>
  Math.max(...[min, max, min + step, max - step].map((end) => String(Number(end.toPrecision(12))).length));

/** A slider with its value beside it. */
export function slider<T>(html: Tag<T>, { at }: ValueOf<'range'>, props: InputProps): T {
  const track = trackOf(props);
  const { min, max, step } = track;
  return html`<input class="input-range" data-action="input" data-part="at" type="range" min="${min}" max="${max}" step="${step}" value="${at}"><output class="input-amount" style="--digits:${width(track)}">${at}</output>`;
}

/** Two sliders on one track, a value at either side. */
export function pair<T>(html: Tag<T>, { label, from, to }: ValueOf<'pair'>, props: InputProps): T {
  const track = trackOf(props);
  const { min, max, step } = track;
  const thumb = (part: string, at: number) =>
    html`<input class="input-range" data-action="input" type="range" data-part="${part}" min="${min}" max="${max}" step="${step}" aria-label="${label}, ${part}" value="${at}">`;
  const amount = (at: number) => html`<output class="input-amount" style="--digits:${width(track)}">${at}</output>`;
  const share = (at: number): number => (max > min ? Math.round(((at - min) / (max - min)) * 1_000) / 10 : 0);
  return html`<span class="input-ends">${amount(from)}<span class="input-pair" style="--from:${share(from)}%;--to:${share(to)}%">${thumb('from', from)}${thumb('to', to)}</span>${amount(to)}</span>`;
}
