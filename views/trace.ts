import { type Appearance, layout } from './layout.ts';
import { html, type Markup, trusted } from './markup.ts';
import type { KindInfo, Surroundings } from './model.ts';
import { actionsOf, pageData } from './page-data.ts';
import { bar } from './parts/bar.ts';
import { rail } from './parts/rail.ts';
import type { CellFrame } from './wire.ts';

export interface TraceModel {
  readonly title: string;
  readonly back: { readonly href: string; readonly word: string };
  readonly kind: KindInfo;
  /** The kind's own view of the value. */
  readonly inner: Markup;
  readonly caption: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly value: unknown;
  readonly props: unknown;
}

const cell = 'trace';

/** One trace over the whole page; its element gets the value with the page, as no stream watches it. */
export function tracePage(model: TraceModel, around: Surroundings, appearance: Appearance): Markup {
  const { title, back, kind, inner, caption, at, value, props } = model;
  const tag = `cell-${kind.name}`;
  const open = html`id="live-${cell}" class="cell-live" data-kind="${kind.name}">${inner}`;
  const body = html`<div class="page">
  ${bar(around.console, null, title)}
  ${rail(around, null)}
  <main class="main trace-page">
    <p class="trace-back"><a href="${back.href}">← ${back.word}</a></p>
    <section class="cell" data-cell="${cell}" data-kind="${kind.name}" data-frame="box" data-state="current" aria-label="Trace of ${title}">
      <div class="cell-value"><div class="cell-error"></div>${trusted(`<${tag} `)}${open}${trusted(`</${tag}>`)}</div>
    </section>
  </main>
</div>`;
  const frame: CellFrame = {
    notebook: '',
    cell,
    kind: kind.name,
    validity: 'current',
    activity: 'idle',
    error: null,
    caption,
    value,
    props,
    at,
  };
  const data = { ...pageData(around), kindActions: actionsOf([kind]), frames: [frame] };
  return layout({ title: `${title} · trace · deskbook`, body, appearance, data });
}
