import { type Appearance, layout } from './layout.ts';
import { html, type Markup } from './markup.ts';
import type { Surroundings } from './model.ts';
import { pageData } from './page-data.ts';
import { bar } from './parts/bar.ts';
import { rail } from './parts/rail.ts';
import { ownDateList, recordingList } from './parts/recording-list.ts';
import type { OwnDateLink, ShownRecording } from './recording-list.ts';

export interface RecordingsModel {
  readonly recordings: readonly ShownRecording[];
  readonly dates: readonly OwnDateLink[];
  /** What kinds of files are known. */
  readonly formats: readonly string[];
  readonly megabytes: number;
  /** Whether this console opens a replay by itself. */
  readonly canPlay: boolean;
}

/** Recorded markets: choose a file, see what it is, keep it and play it. */
export function recordingsPage(model: RecordingsModel, around: Surroundings, appearance: Appearance): Markup {
  const { recordings, dates, formats, megabytes, canPlay } = model;
  const body = html`<div class="page">
  ${bar(around.console, null, 'Recordings')}
  ${rail(around, null)}
  <main class="main">
    <div class="import recordings">
      <h1>Recordings</h1>
      <form class="import-form" id="recording-form" data-file-drop hx-post="/api/recordings/preview" hx-trigger="submit, change" hx-target="#recording-result" hx-swap="innerHTML" data-refused-here>
        <label class="import-file"><span>Choose a file of a recorded market, or drop one anywhere on this page</span>
          <input type="file" name="content" data-sent-as-body required accept=".csv,.gz,.txt" aria-describedby="recording-limit">
          <span class="dim" id="recording-limit">up to ${megabytes} MB, packed with gzip or not; larger ones by <code>deskbook replay FILE</code></span>
        </label>
        <div class="import-terms">
          <label>Instrument, if rows name none <input class="field" name="instrument" maxlength="32" placeholder="as the file’s name says" autocomplete="off" spellcheck="false"></label>
          <button class="button" type="submit">Preview</button>
        </div>
      </form>
      <div id="recording-result" aria-live="polite"><details class="recording-formats"><summary>What is read</summary><ul class="import-formats">${formats.map((about) => html`<li>${about}</li>`)}</ul></details></div>
      <h2>Kept</h2>
      ${recordingList(recordings, canPlay)}
      <h2>This console’s own market <span class="dim">a day of it can be played again</span></h2>
      ${ownDateList(dates)}
    </div>
  </main>
</div>`;
  return layout({ title: 'Recordings · deskbook', body, appearance, data: pageData(around) });
}
