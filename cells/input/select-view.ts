import type { Tag } from '../../views/tag.ts';
import type { Option, ValueOf } from './value.ts';

const gone = (label: string): string => `${label} (no longer listed)`;

/** Only where all there is was listed can one know that something is not. */
const isListed = (value: string, { options, more }: { options: readonly Option[]; more: number }): boolean =>
  more > 0 || options.some((option) => option.value === value);

const withUnlisted = (options: readonly Option[], chosen: readonly string[]): readonly Option[] => [
  ...options,
  ...chosen
    .filter((value) => !options.some((option) => option.value === value))
    .map((value) => ({ value, label: value })),
];

/** A native list; what is chosen stands in it though nothing offers it any more, and says so. */
export function single<T>(html: Tag<T>, value: ValueOf<'select'>): T {
  const { chosen, options, more } = value;
  const nothing = chosen === '' && !options.some((option) => option.value === '');
  const missing = !nothing && !isListed(chosen, value);
  const listed = nothing ? options : withUnlisted(options, [chosen]);
  const choices = listed.map((option) => {
    const label = missing && option.value === chosen ? gone(option.label) : option.label;
    return option.value === chosen
      ? html`<option selected value="${option.value}">${label}</option>`
      : html`<option value="${option.value}">${label}</option>`;
  });
  const empty = options.length === 0 ? 'nothing to choose from' : 'choose one';
  return html`<select class="input-control" data-action="input" data-part="chosen" data-missing="${String(missing)}">${nothing ? html`<option selected value="">${empty}</option>` : ''}${choices}${rest(html, more)}</select>`;
}

const rest = <T>(html: Tag<T>, more: number): T | string =>
  more > 0 ? html`<option disabled value="">and ${more} more that the query gives</option>` : '';

/** What is chosen, and behind it a list to check; it opens without a script too. */
export function multiple<T>(html: Tag<T>, value: ValueOf<'multiple'>): T {
  const { label, chosen, options, more, text } = value;
  const all = withUnlisted(options, chosen);
  const boxes = all.map((option) => {
    const missing = !isListed(option.value, value);
    const word = html`<span>${missing ? gone(option.label) : option.label}</span>`;
    return chosen.includes(option.value)
      ? html`<li><label class="input-option" data-missing="${String(missing)}"><input type="checkbox" data-action="input" data-part="chosen" checked value="${option.value}">${word}</label></li>`
      : html`<li><label class="input-option" data-missing="${String(missing)}"><input type="checkbox" data-action="input" data-part="chosen" value="${option.value}">${word}</label></li>`;
  });
  const missing = chosen.some((each) => !isListed(each, value));
  const shown =
    chosen.length === 0 ? 'none' : chosen.length > 1 && chosen.length === all.length ? `all ${all.length}` : text;
  return html`<details class="input-list"><summary class="input-control" data-part="summary" data-missing="${String(missing)}" title="${text}" aria-label="${label}: ${text === '' ? 'none' : text}">${shown}</summary><div class="input-choices"><p class="input-bulk"><button class="button" type="button" data-action="check" data-part="all">All</button><button class="button" type="button" data-action="check" data-part="none">None</button><span class="input-count">${all.length === 0 ? 'nothing to choose from' : `${chosen.length} of ${all.length}`}${more > 0 ? `, ${more} more not listed` : ''}</span></p><ul class="input-options">${boxes}</ul></div></details>`;
}
