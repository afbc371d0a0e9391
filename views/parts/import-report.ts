import { formatInteger } from '../../core/format.ts';
import type { BadRow, ImportReport, TakenRow } from '../import-report.ts';
import { html, type Markup } from '../markup.ts';

const shownBad = 200;

const rowsOf = (rows: number): string => `${formatInteger(rows)} ${rows === 1 ? 'row' : 'rows'}`;

const things: Readonly<Record<ImportReport['gives'], readonly [string, string]>> = {
  fills: ['fill', 'fills'],
  'start of day': ['position', 'positions'],
  settlements: ['price', 'prices'],
};

const thingsOf = (count: number, gives: ImportReport['gives']): string =>
  `${formatInteger(count)} ${things[gives][count === 1 ? 0 : 1]}`;

const figure = (name: string, value: number, state = ''): Markup =>
  html`<div class="import-figure ${value > 0 ? state : ''}"><dt>${name}</dt><dd>${formatInteger(value)}</dd></div>`;

/** Why everything cannot be taken as it is; nothing where it can. */
function hindrance({ new: fresh, bad, known, repeated }: ImportReport): string {
  if (fresh === 0 && bad.length > 0) return 'No row can be taken.';
  if (fresh === 0) return known + repeated > 0 ? 'Nothing in it is new.' : 'Every row was skipped.';
  return bad.length > 0 ? `${rowsOf(bad.length)} cannot be taken: mend the file, or keep the good rows.` : '';
}

function actions(report: ImportReport): Markup {
  const { new: fresh, bad, gives, outcome, rows } = report;
  if (outcome === 'imported') return html``;
  const why = hindrance(report);
  const send = (query: string): Markup =>
    html`form="import-form" hx-post="/api/import/record${query}" hx-target="#import-result" hx-swap="innerHTML" data-refused-here`;
  const keep =
    bad.length > 0 && fresh > 0
      ? html`<button class="button" type="button" ${send('?keepGood=1')}>Keep the ${thingsOf(fresh, gives)} that ${fresh === 1 ? 'is' : 'are'} good</button>`
      : '';
  return html`<div class="import-actions">
      <button class="button button-primary" type="button" ${send('')} ${why === '' ? '' : html`disabled aria-describedby="import-why"`}>Import all ${bad.length > 0 || fresh === 0 ? rowsOf(rows) : thingsOf(fresh, gives)}</button>
      ${keep}
      ${why === '' ? '' : html`<span class="dim" id="import-why">${why}</span>`}
    </div>`;
}

/** The way on from what was taken: a notebook with queries over it. */
function onward({ outcome, file, gives, accounts, new: taken }: ImportReport): Markup {
  if (outcome !== 'imported') return html``;
  const values = JSON.stringify({ file, gives, accounts });
  return html`<div class="import-actions">
      <strong class="import-done">${thingsOf(taken, gives)} taken.</strong>
      <button class="button button-primary" type="button" hx-post="/import/notebook" hx-vals="${values}">Query them in a notebook</button>
      <a class="button" href="/import">Import another</a>
    </div>`;
}

function badTable(bad: readonly BadRow[], outcome: ImportReport['outcome']): Markup {
  if (bad.length === 0) return html``;
  const more = bad.length > shownBad ? html`<p class="dim">… and ${formatInteger(bad.length - shownBad)} more</p>` : '';
  return html`<h2>${outcome === 'imported' ? 'What was refused' : 'What cannot be taken'} <span class="dim">the header is row 1</span></h2>
    <div class="import-table"><table>
      <thead><tr><th class="number" scope="col">Row</th><th scope="col">Column</th><th scope="col">Value</th><th scope="col">Why</th></tr></thead>
      <tbody>${bad
        .slice(0, shownBad)
        .map(
          ({ row, column, value, reason }) =>
            html`<tr><td class="number">${row}</td><td>${column}</td><td class="mono">${value}</td><td class="import-reason">${reason}</td></tr>`,
        )}</tbody>
    </table></div>${more}`;
}

function taken(row: TakenRow, outcome: ImportReport['outcome']): Markup {
  const { side, quantity, price, decimal, onGrid } = row;
  const fresh = outcome === 'imported' ? 'taken' : 'new';
  const state = row.status === 'new' ? fresh : 'there already';
  const mark = onGrid ? '' : html` <span class="import-off" title="between two ticks; kept exactly">off tick</span>`;
  return html`<tr>
      <td class="number">${row.row}</td><td class="${row.status === 'new' ? '' : 'dim'}">${state}</td>
      <td>${row.instrument}</td><td class="${side}">${side}</td><td class="number">${quantity === null ? '' : formatInteger(quantity)}</td>
      <td class="number mono" title="${decimal}">${price}${mark}</td>
      <td class="mono">${row.utc}</td><td class="mono">${row.local}</td><td class="mono">${row.tradeDate}</td>
      <td>${row.account ?? ''}</td><td>${row.strategy ?? ''}</td>
    </tr>`;
}

function firstTable({ first, new: fresh, known, outcome }: ImportReport): Markup {
  if (first.length === 0) return html``;
  return html`<h2>First rows <span class="dim">${formatInteger(first.length)} of ${formatInteger(fresh + known)}</span></h2>
    <div class="import-table"><table>
      <thead><tr><th class="number" scope="col">Row</th><th scope="col">State</th><th scope="col">Instrument</th><th scope="col">Side</th>
        <th class="number" scope="col">Quantity</th><th class="number" scope="col">Price</th><th scope="col">UTC</th><th scope="col">Exchange’s time</th>
        <th scope="col">Trade date</th><th scope="col">Account</th><th scope="col">Strategy</th></tr></thead>
      <tbody>${first.map((row) => taken(row, outcome))}</tbody>
    </table></div>`;
}

const lines = (texts: readonly string[]): Markup =>
  texts.length === 0 ? html`` : html`<ul class="import-notes">${texts.map((text) => html`<li>${text}</li>`)}</ul>`;

/** What a file is, what of it is new, and what is wrong with it; with the buttons that take it. */
export function importReportPart(report: ImportReport): Markup {
  const { file, about, rows, known, repeated, skipped, bad, conflicts, notes, outcome } = report;
  const left = skipped.reduce((sum, reason) => sum + reason.rows, 0);
  return html`<section class="import-result" data-outcome="${outcome}" aria-label="What the file holds">
    <p class="import-head"><strong>${file}</strong> <span class="dim">${about}, ${rowsOf(rows)}</span></p>
    <dl class="import-figures">
      ${figure(outcome === 'imported' ? 'Taken' : 'New', report.new, 'is-new')}${figure('There already', known)}${figure('Told twice', repeated)}${figure('Skipped', left)}${figure('Bad', bad.length, 'is-bad')}${figure('Conflicts among them', conflicts, 'is-bad')}
    </dl>
    ${actions(report)}${onward(report)}
    ${lines([...skipped.map((one) => `${rowsOf(one.rows)} skipped: ${one.reason}.`), ...notes])}
    ${badTable(bad, outcome)}
    ${firstTable(report)}
  </section>`;
}
