import { formatInteger } from '../../core/format.ts';
import type { Tag } from '../kind.ts';
import { millisecondsText, rateText } from './number-text.ts';
import { columns } from './order.ts';
import type { Fact, MetricsProps, MetricsValue, Row, SectionName } from './schema.ts';

/*
 * Classes, styled in style.css: .metrics holds .metrics-health (with .warned), then .metrics-sections: a table of facts each, and
 * .metrics-rows, whose heads carry data-action="sort" for the element. A line over time is svg.line with path.calls and path.errors.
 */

const height = 100;

/** Connects what is known; a gap stays one. */
function path(line: readonly (number | null)[]): string {
  let pen = 'M';
  return line
    .map((value, index) => {
      if (value === null) {
        pen = 'M';
        return '';
      }
      const drawn = `${pen}${index} ${height - value}`;
      pen = 'L';
      return drawn;
    })
    .join('');
}

function line<T>(html: Tag<T>, drawn: Fact['line'], failures: Row['failures'] = []): unknown {
  if (drawn === null) return '';
  return html`<svg class="line" viewBox="${`0 -5 ${drawn.length - 1} ${height + 10}`}" preserveAspectRatio="none" aria-hidden="true"><path class="calls" vector-effect="non-scaling-stroke" d="${path(drawn)}"></path><path class="errors" vector-effect="non-scaling-stroke" d="${path(failures)}"></path></svg>`;
}

function fact<T>(html: Tag<T>, { label, text, unit, note = '', warns, line: drawn }: Fact): T {
  const mark = warns ? html`<span class="alarm" title="Beyond its bound">▲</span>` : '';
  return html`<tr class="${warns ? 'warns' : ''}" title="${note}"><th scope="row">${label}</th><td class="trend">${line(html, drawn)}</td><td class="number">${mark}${text}</td><td class="unit">${unit}</td></tr>`;
}

function section<T>(html: Tag<T>, { title, facts }: MetricsValue['sections'][number]): T {
  return html`<table class="metrics-facts"><caption>${title}</caption><tbody>${facts.map((each) => fact(html, each))}</tbody></table>`;
}

function figures<T>(html: Tag<T>, { figures: values }: Row): T[] {
  return columns.map(({ name, unit }, index) => {
    const value = values[index] ?? 0;
    const classes = ['number', value === 0 && 'zero', name === 'errors' && value > 0 && 'failed']
      .filter(Boolean)
      .join(' ');
    return html`<td class="${classes}">${unit === 'ms' ? millisecondsText(value) : rateText(value, 2)}</td>`;
  });
}

function rows<T>(html: Tag<T>, value: MetricsValue, props: MetricsProps): unknown {
  if (value.rows === null) return '';
  const [one, many] = props.by === 'group' ? ['group', 'groups'] : ['process', 'processes'];
  const head = columns.map(
    ({ name, label, unit, about }) =>
      html`<th scope="col" class="number" data-action="sort" data-column="${name}" aria-sort="${name === props.sort ? 'descending' : 'none'}" title="${about}">${label} <span class="unit">${unit}</span></th>`,
  );
  const body = value.rows
    .slice(0, props.top)
    .map(
      (row) =>
        html`<tr><th scope="row" title="${row.name === row.group ? row.name : `${row.name}, group ${row.group}`}">${row.short}${row.name === row.group ? '' : html` <span class="weak">${row.group}</span>`}</th><td class="trend">${line(html, row.line, row.failures)}</td>${figures(html, row)}</tr>`,
    );
  const shown = Math.min(props.top, value.rows.length);
  const told =
    shown < value.fitting ? `${shown} of ${formatInteger(value.fitting)} ${many}, worst first` : `${many}, worst first`;
  const empty = value.fitting === 0 ? html`<p class="metrics-empty">${nothing(value, props, many ?? '')}</p>` : '';
  return html`<div class="metrics-rows"><table><caption>${`Last ${props.last}: ${told}`}</caption><thead><tr><th scope="col">${one}</th><th class="trend" title="Calls a second over the time, and those that failed below">trend</th>${head}</tr></thead><tbody>${body}</tbody></table>${empty}</div>`;
}

function nothing({ met }: MetricsValue, { process, group, last }: MetricsProps, many: string): string {
  if (met === 0) return `No monitored call ended in the last ${last}.`;
  const filters = [process && `process: ${process}`, group && `group: ${group}`].filter(Boolean).join(' and ');
  return `None of the ${met} ${many} that were called in the last ${last} fits ${filters}.`;
}

export function view<T>(html: Tag<T>, value: MetricsValue, props: MetricsProps): T {
  if (value.health === 'none')
    return html`<p class="metrics-empty">${value.summary} "enabled" in config/trace.json turns tracing on.</p>`;
  const warnings = value.warnings.map((text) => html`<li><span class="alarm" aria-hidden="true">▲</span> ${text}</li>`);
  const word = value.health === 'healthy' ? 'Healthy' : 'Warning';
  const parts = props.show.map((name: SectionName) => {
    if (name === 'latency') return rows(html, value, props);
    const found = value.sections.find((each) => each.name === name);
    return found === undefined ? '' : section(html, found);
  });
  return html`<div class="metrics"><div class="${`metrics-health ${value.health}`}"><p><span class="shape" aria-hidden="true"></span><b>${word}</b> <span class="weak">${value.summary}</span></p><ul>${warnings}</ul></div><div class="metrics-sections">${parts}</div></div>`;
}

export function caption({ health, warnings }: MetricsValue): string {
  if (health === 'none') return '';
  return health === 'healthy' ? 'healthy' : `${warnings.length} ${warnings.length === 1 ? 'warning' : 'warnings'}`;
}
