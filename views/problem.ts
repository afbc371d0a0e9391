import { type Appearance, layout } from './layout.ts';
import { html, type Markup } from './markup.ts';
import type { Surroundings } from './model.ts';
import { pageData } from './page-data.ts';
import { bar } from './parts/bar.ts';
import { errorPanel } from './parts/error-panel.ts';
import { rail } from './parts/rail.ts';
import type { WireError } from './wire.ts';

/** A page that cannot be shown: why, and the rail to go on from. */
export function problemPage(error: WireError, around: Surroundings, appearance: Appearance): Markup {
  const body = html`<div class="page">
  ${bar(around.console, null)}
  ${rail(around, null)}
  <main class="main"><div class="home">${errorPanel<Markup>(html, error)}</div></main>
</div>`;
  return layout({ title: 'Not found · deskbook', body, appearance, data: pageData(around) });
}
