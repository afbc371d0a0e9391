import { formatBytes, formatDateTime, formatInteger, formatZone } from '../../core/format.ts';
import type { Instant } from '../../core/model/time.ts';
import type { RecordingInfo } from '../../core/replay/recording.ts';
import { html, type Markup } from '../markup.ts';
import type { OwnDateLink, RecordingPreview, ShownRecording } from '../recording-list.ts';

const shownBad = 200;

/** Day and time of the exchange, and its zone once. */
function spanText(from: Instant, to: Instant, zone: string): string {
  const [first, last] = [formatDateTime(from, zone, 'minutes'), formatDateTime(to, zone, 'minutes')];
  const end = first.slice(0, 10) === last.slice(0, 10) ? last.slice(11) : last;
  return `${first} – ${end} ${formatZone(to, zone)}`;
}

const counts = ({ events }: RecordingInfo): readonly (readonly [name: string, count: number])[] => [
  ['Trades', events.trades],
  ['Quotes', events.quotes],
  ['Minutes', events.bars],
  ['Depth updates', events.depth],
];

const eventsOf = (info: RecordingInfo): number => counts(info).reduce((sum, [, count]) => sum + count, 0);

const figure = (name: string, value: number, state = ''): Markup =>
  html`<div class="import-figure ${value > 0 ? state : ''}"><dt>${name}</dt><dd>${formatInteger(value)}</dd></div>`;

/** `ESZ3 ESH4 +6`: the first two of many. */
const someOf = (instruments: readonly string[]): string =>
  instruments.length <= 3 ? instruments.join(' ') : `${instruments.slice(0, 2).join(' ')} +${instruments.length - 2}`;

/** Plays a recording in this console, where it can. */
function play({ id, name }: RecordingInfo, canPlay: boolean): Markup {
  if (!canPlay) return html``;
  return html`<button class="button button-primary" type="button" data-play-recording="${id}" aria-label="Play ${name}">Play</button>`;
}

function entry({ info, zone, bytes }: ShownRecording, canPlay: boolean): Markup {
  const { id, name, instruments, from, to, gaps, notes } = info;
  const parts = counts(info).filter(([, count]) => count > 0);
  const title = parts.map(([what, count]) => `${what}: ${formatInteger(count)}`).join('\n');
  return html`<tr id="recording-${id}">
      <td><details class="recording-name"><summary>${name}</summary><ul class="import-notes">${notes.map((note) => html`<li>${note}</li>`)}<li>Play it by <code>npm start -- --replay ${id}</code></li></ul></details></td>
      <td title="${instruments.join(' ')}">${someOf(instruments)}</td>
      <td class="mono">${spanText(from, to, zone)}</td>
      <td class="number mono" title="${title}">${formatInteger(eventsOf(info))}</td>
      <td class="number mono ${gaps > 0 ? 'recording-gaps' : ''}">${formatInteger(gaps)}</td>
      <td class="number mono">${formatBytes(bytes)}</td>
      <td class="recording-actions">${play(info, canPlay)}
        <button class="button" type="button" hx-delete="/api/recordings/${id}" hx-confirm="Delete?" hx-target="#recordings" hx-swap="outerMorph" aria-label="Delete ${name}">Delete</button></td>
    </tr>`;
}

export function recordingList(recordings: readonly ShownRecording[], canPlay: boolean): Markup {
  if (recordings.length === 0) {
    return html`<div class="empty" id="recordings"><p><strong>No recording yet.</strong></p>
      <p>Choose a file above, or a day of this console’s own market below: it is read once and can be played from then on.</p></div>`;
  }
  return html`<div class="import-table" id="recordings"><table aria-label="Recordings">
      <thead><tr><th scope="col">Recording</th><th scope="col">Instruments</th><th scope="col">Span, exchange’s time</th><th class="number" scope="col">Events</th>
        <th class="number" scope="col">Gaps</th><th class="number" scope="col">Size</th><th scope="col"><span class="unseen">Actions</span></th></tr></thead>
      <tbody>${recordings.map((recording) => entry(recording, canPlay))}</tbody>
    </table></div>`;
}

export function ownDateList(dates: readonly OwnDateLink[]): Markup {
  if (dates.length === 0) return html`<p class="dim">Nothing of the market is recorded yet.</p>`;
  return html`<div class="import-table"><table aria-label="Trade dates of this console’s own market">
      <thead><tr><th scope="col">Trade date</th><th class="number wide" scope="col">Instruments</th><th class="number" scope="col">Minutes</th><th scope="col">What is kept</th><th scope="col"><span class="unseen">Actions</span></th></tr></thead>
      <tbody>${dates.map(
        ({ tradeDate, instruments, minutes, trades }) => html`<tr>
          <td class="mono">${tradeDate}</td><td class="number mono wide">${formatInteger(instruments)}</td><td class="number mono">${formatInteger(minutes)}</td>
          <td>${trades ? 'trades and best quotes' : 'minutes'}</td>
          <td class="recording-actions"><button class="button" type="button" hx-post="/api/recordings/dates/${tradeDate}" hx-swap="none" aria-label="Record ${tradeDate}">Record</button></td>
        </tr>`,
      )}</tbody>
    </table></div>`;
}

function actions({ badCount, known }: RecordingPreview): Markup {
  if (known && badCount === 0) return html`<p class="dim">It is among the recordings below already.</p>`;
  const send = (query: string): Markup =>
    html`form="recording-form" hx-post="/api/recordings${query}" hx-target="#recording-result" hx-swap="innerHTML" data-refused-here`;
  return html`<div class="import-actions">${
    badCount === 0
      ? html`<button class="button button-primary" type="button" ${send('')}>Keep this recording</button>`
      : html`<button class="button" type="button" ${send('?keepGood=1')}>Keep the good lines</button>
        <span class="dim">${badCount === 1 ? '1 line cannot' : `${formatInteger(badCount)} lines cannot`} be read: mend the file, or leave ${badCount === 1 ? 'it' : 'them'} out.</span>`
  }</div>`;
}

function badTable({ bad, badCount }: RecordingPreview): Markup {
  if (badCount === 0) return html``;
  const rows = bad.slice(0, shownBad);
  const more = badCount - rows.length;
  return html`<h2>What cannot be read <span class="dim">a header is line 1</span></h2>
    <div class="import-table"><table>
      <thead><tr><th class="number" scope="col">Line</th><th scope="col">Column</th><th scope="col">Value</th><th scope="col">Why</th></tr></thead>
      <tbody>${rows.map(
        ({ row, column, value, reason }) =>
          html`<tr><td class="number">${row}</td><td>${column}</td><td class="mono recording-value">${value}</td><td class="import-reason">${reason}</td></tr>`,
      )}</tbody>
    </table></div>${more > 0 ? html`<p class="dim">… and ${formatInteger(more)} more</p>` : ''}`;
}

/** What a file is and what it would become, with the button that keeps it. */
export function recordingPreviewPart(preview: RecordingPreview): Markup {
  const { info, zone, about, badCount } = preview;
  return html`<section class="import-result" aria-label="What the file holds">
    <p class="import-head"><strong>${info.name}</strong> <span class="dim">${about}</span></p>
    <p><strong>${info.instruments.join(', ')}</strong> <span class="mono">${spanText(info.from, info.to, zone)}</span></p>
    <dl class="import-figures">
      ${counts(info).map(([name, count]) => figure(name, count))}${figure('Gaps', info.gaps, 'is-bad')}${figure('Bad lines', badCount, 'is-bad')}
    </dl>
    ${actions(preview)}
    <ul class="import-notes">${info.notes.map((note) => html`<li>${note}</li>`)}</ul>
    ${badTable(preview)}
  </section>`;
}
