import type { Tag } from '../kind.ts';
import type {
  CacheRow,
  HealthFact,
  HealthValue,
  MonitorRow,
  ServiceRow,
  StreamRow,
  Tone,
  VenueLine,
} from './schema.ts';

/** A trace that a row is about. */
export interface TraceOf {
  readonly id: string;
  readonly ts: number;
}

/** What stands where a row has a trace: a link in the element, nothing in an export. */
export type LinkTo = (trace: TraceOf, about: string) => unknown;

const nothing: LinkTo = () => '';

/** What stands where somebody has to log in at a venue: a link in the element, nothing in an export. */
export type LoginLink = (venue: string) => unknown;

const noLogin: LoginLink = () => '';

/** A shape beside each word, so that nothing is told by its color alone. */
const shape = <T>(html: Tag<T>, tone: Tone): T =>
  html`<span class="shape" data-tone="${tone}" aria-hidden="true"></span>`;

const linked = (link: LinkTo, trace: TraceOf | null, about: string): unknown =>
  trace === null ? '' : link(trace, about);

const fact = <T>(html: Tag<T>, { name, text, tone }: HealthFact): T =>
  html`<span class="fact of-${tone}"><span class="weak">${name}</span> ${text}</span>`;

function services<T>(html: Tag<T>, rows: readonly ServiceRow[], link: LinkTo): unknown {
  if (rows.length === 0) return '';
  const body = rows.map(
    (row) =>
      html`<tr><th scope="row">${shape(html, row.tone)}${row.name}</th><td>${row.breaker}</td><td class="number">${row.calls}</td><td class="number">${row.failures}</td><td class="number">${row.retries}</td><td class="number">${row.p50}</td><td class="number">${row.p99}</td><td class="number">${row.headroom}</td><td class="words" title="${row.lastError}">${row.lastError}${linked(link, row.trace, 'The call that failed')}</td></tr>`,
  );
  return html`<table><thead><tr><th>service</th><th>breaker</th><th class="number">calls</th><th class="number">failed</th><th class="number">retried</th><th class="number">p50</th><th class="number">p99</th><th class="number" title="Calls that may be made at once now">headroom</th><th>last error</th></tr></thead><tbody>${body}</tbody></table>`;
}

function streams<T>(html: Tag<T>, rows: readonly StreamRow[]): unknown {
  if (rows.length === 0) return '';
  const body = rows.map(
    (row) =>
      html`<tr><th scope="row">${shape(html, row.tone)}${row.name}</th><td>${row.state}</td><td class="number">${row.since}</td><td class="number">${row.messages}</td><td class="number">${row.last}</td><td class="number">${row.reconnects}</td><td class="number">${row.subscriptions}</td></tr>`,
  );
  return html`<table><thead><tr><th>stream</th><th>state</th><th class="number">for</th><th class="number">messages</th><th class="number">last</th><th class="number">reconnects</th><th class="number">subscribed</th></tr></thead><tbody>${body}</tbody></table>`;
}

function caches<T>(html: Tag<T>, rows: readonly CacheRow[]): unknown {
  if (rows.length === 0) return '';
  const body = rows.map(
    (row) =>
      html`<tr><th scope="row">${row.name}</th><td class="number">${row.entries}</td><td class="number">${row.hits}</td><td class="number">${row.misses}</td><td class="number">${row.rate}</td></tr>`,
  );
  return html`<table><thead><tr><th>cache</th><th class="number">entries</th><th class="number">hits</th><th class="number">misses</th><th class="number">rate</th></tr></thead><tbody>${body}</tbody></table>`;
}

function venueLine<T>(html: Tag<T>, venue: VenueLine, trouble: string | null, links: Links): T {
  const { link, login } = links;
  const { lastError } = venue;
  const facts = venue.facts.map((each) => fact(html, each));
  const error = lastError
    ? html`<span class="fact error" title="${lastError.sentence}"><span class="weak">last error ${lastError.age}</span> ${lastError.sentence}${linked(link, lastError.trace, 'The call that failed')}</span>`
    : '';
  const isSaid = venue.reason === null || trouble?.includes(venue.reason);
  const reason = isSaid ? '' : html`<p class="reason of-${venue.tone}">${venue.reason}</p>`;
  return html`<details class="venue"><summary>${shape(html, venue.tone)}<b>${venue.name}</b> <span class="weak">${venue.environment}</span><span class="fact of-${venue.tone}">${venue.state}</span>${facts}${error}</summary><div class="inside">${services(html, venue.services, link)}${streams(html, venue.streams)}${caches(html, venue.caches)}</div></details>${reason}${venue.login ? login(venue.name) : ''}`;
}

function monitors<T>(html: Tag<T>, rows: readonly MonitorRow[], link: LinkTo): T {
  const body = rows.map(
    (row) =>
      html`<tr class="of-${row.tone}"><th scope="row">${shape(html, row.tone)}${row.name}</th><td class="state">${row.state}</td><td class="number">${row.success}</td><td class="number runs">${row.runs}</td><td class="number">${row.failures}</td><td class="number runs">${row.restarts}</td><td class="words" title="${row.sentence}"><span class="said">${row.sentence}</span></td><td class="link">${linked(link, row.trace, `What ${row.name} did last`)}</td></tr>`,
  );
  return html`<table class="monitors"><thead><tr><th>monitor</th><th>state</th><th class="number" title="Age of its last success">well</th><th class="number runs">runs</th><th class="number">failed</th><th class="number runs" title="Looks that hung and were begun anew">anew</th><th>found</th><th class="link"></th></tr></thead><tbody>${body}</tbody></table>`;
}

interface Links {
  readonly link: LinkTo;
  readonly login: LoginLink;
}

export function healthView<T>(html: Tag<T>, value: HealthValue, links: Links): T {
  const { link } = links;
  if (!value.known) return html`<p class="health-empty">Nothing is watched yet. The log of the console says why.</p>`;
  const trouble =
    value.trouble === null
      ? ''
      : html`<p class="health-trouble" role="alert"><b>No order is taken.</b> ${value.trouble}</p>`;
  const venues =
    value.venues.length === 0
      ? html`<p class="weak inside-market">The market is inside of this console: there is no venue over the network. deskbook start --venue NAME trades on one of config/venues.json.</p>`
      : value.venues.map((venue) => venueLine(html, venue, value.trouble, links));
  return html`<div class="health">${trouble}${venues}${monitors(html, value.monitors, link)}${caches(html, value.caches)}</div>`;
}

export const view = <T>(html: Tag<T>, value: HealthValue): T =>
  healthView(html, value, { link: nothing, login: noLogin });

export function caption({ known, trouble, monitors: rows, venues }: HealthValue): string {
  if (!known) return '';
  if (trouble !== null) return 'no order is taken';
  const ill = rows.filter(({ tone }) => tone === 'bad' || tone === 'odd').length;
  const away = venues.filter(({ tone }) => tone !== 'well').map(({ name }) => `${name} is away`);
  if (ill === 0 && away.length === 0) return 'all well';
  return [...away, ...(ill === 0 ? [] : [`${ill} of ${rows.length} monitors not well`])].join(', ');
}
