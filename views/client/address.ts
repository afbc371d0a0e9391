import { queryWith } from '../address.ts';
import type { SettingValue } from '../wire.ts';
import { cellNamed } from './cell.ts';
import { pageInfo } from './page-info.ts';

/** What inputs are set to, by name; null where that is standard. */
const settings = new Map<string, string | null>();

const isSetting = (value: unknown): value is SettingValue =>
  typeof value === 'object' && value !== null && 'name' in value && 'setting' in value && 'standard' in value;

/** An input of the page, or one that a pin follows, says what it is set to. */
export function showSetting(value: unknown): void {
  if (!isSetting(value)) return;
  settings.set(value.name, value.setting === value.standard ? null : value.setting);
  writeAddress();
}

/** On the page, or kept away by a folded section: it is set all the same. */
const isHere = (name: string): boolean =>
  cellNamed(name) !== null ||
  document.querySelector(`.section-fold[data-cells~="${CSS.escape(name)}"]`) !== null ||
  (pageInfo.follows?.includes(`${pageInfo.notebook}/${name}`) ?? false);

/** Brings the address in line with the inputs, so that it can be sent to somebody; without an entry of its own in the history. */
export function writeAddress(): void {
  const shown = new Map([...settings].map(([name, setting]) => [name, isHere(name) ? setting : null]));
  const query = queryWith(location.search, shown);
  if (query === location.search) return;
  history.replaceState(history.state, '', `${location.pathname}${query}${location.hash}`);
}

/** Going back to a heading, or to a page that the browser kept, leaves the inputs alone: the address goes with them. */
export function keepAddress(): void {
  window.addEventListener('popstate', writeAddress);
  window.addEventListener('pageshow', writeAddress);
}
