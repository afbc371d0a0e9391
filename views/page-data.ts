import type { KindInfo, SourceLink } from './model.ts';

export const keysOf = (kinds: readonly KindInfo[]): PageData['keys'] =>
  Object.fromEntries(kinds.filter(({ keys }) => keys.length > 0).map(({ name, keys }) => [name, keys]));

/** What a page hands to its script in `#page-data`. */
export interface PageData {
  /** What the stream is asked to watch: `morning`, or `morning/zn` on a pin; null on a page without cells. */
  readonly watch: string | null;
  readonly notebook: string | null;
  /** For the menu of new cells. */
  readonly kinds: readonly Pick<KindInfo, 'name' | 'about'>[];
  /** Keys of the kinds that have some, for the list of keys. */
  readonly keys: Readonly<Record<string, KindInfo['keys']>>;
  /** For completion in the editor. */
  readonly sources: readonly Pick<SourceLink, 'name' | 'columns'>[];
}
