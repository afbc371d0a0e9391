import type { KindInfo, SourceLink } from './model.ts';

/** What a page hands to its script in `#page-data`. */
export interface PageData {
  /** What the stream is asked to watch: `morning`, or `morning/zn` on a pin; null on a page without cells. */
  readonly watch: string | null;
  readonly notebook: string | null;
  /** For the menu of new cells. */
  readonly kinds: readonly Pick<KindInfo, 'name' | 'about'>[];
  /** For completion in the editor. */
  readonly sources: readonly Pick<SourceLink, 'name' | 'columns'>[];
}
