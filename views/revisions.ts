import { ageText, dayTimeText, zoneLabel } from './age.ts';
import { type Appearance, layout } from './layout.ts';
import { html, type Markup } from './markup.ts';
import type { ConsoleInfo, Surroundings } from './model.ts';
import { pageData } from './page-data.ts';
import { bar } from './parts/bar.ts';
import { changedCell } from './parts/change.ts';
import { rail } from './parts/rail.ts';
import type { RevisionEntry, RevisionsModel } from './revisions-model.ts';

const mostShown = 300;

const size = (sign: string, lines: number): string => (lines === 0 ? '' : `${sign}${lines}`);

function entry(revision: RevisionEntry, model: RevisionsModel, info: ConsoleInfo): Markup {
  const { id, at, reason, added, removed } = revision;
  const shown = id === model.after;
  const mark = id === model.current && model.exists ? html`<span class="revision-now">now</span>` : '';
  return html`<li class="revision" data-row data-revision="${id}">
      <a href="/notebooks/${model.notebook}/revisions?to=${id}" ${shown ? html`aria-current="true"` : ''}>
        <span class="revision-time mono" title="${new Date(at).toISOString()}">${dayTimeText(at, info.zone, 'seconds')} ${zoneLabel(info.zone, at)}</span>
        <span class="revision-age dim">${ageText(info.machineNow - at)}</span>
        <span class="revision-reason">${reason} ${mark}</span>
        <span class="revision-size mono"><span class="added">${size('+', added)}</span> <span class="removed">${size('−', removed)}</span></span>
      </a>
    </li>`;
}

function chooser(name: string, words: string, chosen: number | null, model: RevisionsModel, info: ConsoleInfo): Markup {
  const nothing = html`<option value="0" ${chosen === null ? html`selected` : ''}>nothing</option>`;
  return html`<label>${words} <select class="field" name="${name}">${name === 'from' ? nothing : ''}${model.revisions.map(
    ({ id, at, reason }) =>
      html`<option value="${id}" ${id === chosen ? html`selected` : ''}>${dayTimeText(at, info.zone, 'seconds')} ${reason}</option>`,
  )}</select></label>`;
}

function restoreButton({ notebook, after, current, exists }: RevisionsModel): Markup {
  if (after === null || (exists && after === current)) return html``;
  const words = exists ? 'Restore this text' : 'Bring the notebook back with this text';
  return html`<button class="button button-primary" type="button" data-restore="${notebook}" data-revision="${after}">${words}</button>`;
}

function comparison(model: RevisionsModel): Markup {
  const { titles, cells, untouched, before } = model;
  const none = cells.length === 0 && titles === null;
  const same = before === null ? 'This is the first text.' : 'The two texts have the same cells.';
  const title =
    titles === null
      ? ''
      : html`<p class="change-title">Title: <s>${titles.before || 'none'}</s> <b>${titles.after || 'none'}</b></p>`;
  const rest = untouched === 1 ? '1 cell is as it was.' : `${untouched} cells are as they were.`;
  return html`${title}
      ${none ? html`<p class="dim">${same}</p>` : html`<ol class="changes">${cells.map(changedCell)}</ol>`}
      <p class="dim">${untouched > 0 ? rest : ''}</p>`;
}

/** The texts a notebook had, what one changed in another, and the way back. */
export function revisionsPage(model: RevisionsModel, around: Surroundings, appearance: Appearance): Markup {
  const { notebook, title, exists, revisions } = model;
  const info = around.console;
  const shown = revisions.slice(0, mostShown);
  const older = revisions.length - shown.length;
  const home = exists
    ? html`<a class="revisions-title" href="/notebooks/${notebook}">${title}</a>`
    : html`<span>${title}</span> <span class="dim">deleted</span>`;
  const body = html`<div class="page">
  ${bar(info, null, `Revisions of ${title}`)}
  ${rail(around, null)}
  <main class="main">
    <div class="revisions">
      <section class="revisions-list" aria-label="Revisions">
        <h1>Revisions of ${home}</h1>
        ${shown.length === 0 ? html`<p class="empty">Nothing was saved here yet. The first edit of a cell is the first revision.</p>` : ''}
        <ol>${shown.map((each) => entry(each, model, info))}</ol>
        ${older > 0 ? html`<p class="dim">${older} older ones are kept: deskbook revisions ${notebook}</p>` : ''}
      </section>
      ${
        model.after === null
          ? ''
          : html`<section class="revisions-change" aria-label="What changed">
        <form class="revisions-compare" method="get" action="/notebooks/${notebook}/revisions">
          ${chooser('from', 'From', model.before, model, info)} ${chooser('to', 'to', model.after, model, info)}
          <button class="button" type="submit">Compare</button>
          <span class="bar-space"></span>${restoreButton(model)}
        </form>
        ${comparison(model)}
      </section>`
      }
    </div>
  </main>
</div>`;
  return layout({ title: `Revisions of ${title} · deskbook`, body, appearance, data: pageData(around) });
}
