import { formatInteger } from '../../core/format.ts';
import type { Tag } from '../kind.ts';
import type { Fact, StatusProps, StatusValue } from './schema.ts';

const factRow = <T>(html: Tag<T>, { name, text, note }: Fact): T =>
  html`<div><dt>${name}</dt><dd>${text}${note ? html` <span class="weak">${note}</span>` : ''}</dd></div>`;

const facts = <T>(html: Tag<T>, title: string, list: readonly Fact[]): T =>
  html`<section class="status-${title}"><h3>${title}</h3><dl>${list.map((fact) => factRow(html, fact))}</dl></section>`;

function feeds<T>(html: Tag<T>, list: StatusValue['feeds']): T {
  if (list.length === 0)
    return html`<section class="status-feeds"><h3>feeds</h3><p class="weak">No feed has been asked for.</p></section>`;
  const rows = list.map(
    (feed) =>
      html`<tr class="${feed.state}"><th scope="row">${feed.instrument}</th><td class="state"><span class="shape"></span>${feed.state}</td><td class="number">${feed.eventsPerSecond}</td><td class="number">${feed.age}</td><td class="number weak">${feed.last}</td></tr>`,
  );
  return html`<section class="status-feeds"><h3>feeds</h3><table><thead><tr><th>instrument</th><th>state</th><th class="number" title="Events in the last full second">events/s</th><th class="number">age</th><th class="number">last</th></tr></thead><tbody>${rows}</tbody></table></section>`;
}

function refusals<T>(html: Tag<T>, { total, newest }: StatusValue['refusals']): unknown {
  if (total === 0) return '';
  const rows = newest.map(
    ({ time, at, subject, reason }) =>
      html`<tr><td class="number weak" title="${at}">${time}</td><th scope="row">${subject}</th><td class="reason" title="${reason}">${reason}</td></tr>`,
  );
  const more = total > newest.length ? `, newest ${newest.length} of ${formatInteger(total)}` : '';
  return html`<section class="status-refusals"><h3>refused, times UTC${more}</h3><table><tbody>${rows}</tbody></table></section>`;
}

export function view<T>(html: Tag<T>, value: StatusValue, _props: StatusProps): T {
  if (value.environment === null) return html`<p class="status-empty">The desk has not started. Its log says why.</p>`;
  const synthetic = value.synthetic
    ? html`<p class="status-synthetic"><b>Synthetic market.</b> Prices, sizes and fills are invented; nothing here was traded.</p>`
    : '';
  const trouble =
    value.trouble === null
      ? ''
      : html`<p class="status-trouble" role="alert"><b>No order is taken.</b> ${value.trouble}</p>`;
  return html`<div class="status">${trouble}${synthetic}${feeds(html, value.feeds)}${refusals(html, value.refusals)}${facts(html, 'console', value.console)}${facts(html, 'journal', value.journal)}${facts(html, 'versions', value.versions)}</div>`;
}

export function caption(value: StatusValue): string {
  if (value.trouble !== null) return 'no order is taken';
  const live = value.feeds.filter(({ state }) => state === 'live').length;
  return value.feeds.length === 0 ? '' : `${live} of ${value.feeds.length} feeds live`;
}
