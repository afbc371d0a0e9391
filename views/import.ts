import { type Appearance, layout } from './layout.ts';
import { html, type Markup } from './markup.ts';
import type { Surroundings } from './model.ts';
import { pageData } from './page-data.ts';
import { bar } from './parts/bar.ts';
import { rail } from './parts/rail.ts';

/** A kind of file that is known by its header. */
export interface FormatLink {
  readonly name: string;
  readonly about: string;
}

const formatList = (formats: readonly FormatLink[]): Markup => html`<div class="empty">
      <p><strong>Nothing chosen yet.</strong></p>
      <p>A file is known by its header, and nothing is written before you say so. These are known:</p>
      <ul class="import-formats">${formats.map(({ about }) => html`<li>${about}</li>`)}</ul>
    </div>`;

/** Choose or drop a file, see what it is, and take it into the record. */
export function importPage(
  { formats, megabytes }: { readonly formats: readonly FormatLink[]; readonly megabytes: number },
  around: Surroundings,
  appearance: Appearance,
): Markup {
  const body = html`<div class="page">
  ${bar(around.console, null, 'Import')}
  ${rail(around, null)}
  <main class="main">
    <div class="import">
      <h1>Import a file</h1>
      <form class="import-form" id="import-form" data-file-drop hx-post="/api/import/preview" hx-trigger="submit, change" hx-target="#import-result" hx-swap="innerHTML" data-refused-here>
        <label class="import-file"><span>Choose a file, or drop one anywhere on this page</span>
          <input type="file" name="content" data-sent-as-body required accept=".csv,.gz,.txt,.json" aria-describedby="import-limit">
          <span class="dim" id="import-limit">CSV or gzip CSV up to ${megabytes} MB</span>
        </label>
        <div class="import-terms">
          <label>Account <input class="field" name="account" maxlength="64" placeholder="as the file says" autocomplete="off" spellcheck="false"></label>
          <label>Strategy <input class="field" name="strategy" maxlength="64" placeholder="as the file says" autocomplete="off" spellcheck="false"></label>
          <label>Zone of local times <input class="field" name="zone" maxlength="64" placeholder="of the format" autocomplete="off" spellcheck="false"></label>
          <label>Instrument, if rows name none <input class="field" name="instrument" maxlength="32" placeholder="ZNZ6" autocomplete="off" spellcheck="false"></label>
          <button class="button" type="submit">Preview</button>
        </div>
      </form>
      <div id="import-result" aria-live="polite">${formatList(formats)}</div>
    </div>
  </main>
</div>`;
  return layout({ title: 'Import · deskbook', body, appearance, data: pageData(around) });
}
