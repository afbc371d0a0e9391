import type { Instant } from '../core/model/time.ts';
import type { VenueChoice } from './venues/chosen.ts';

/** How a recording is played. */
export interface ReplayChoice {
  /** The id of a recording in the data folder, or the path of a file. */
  readonly recording: string;
  /** What a file is of that does not say so. */
  readonly instrument?: string | undefined;
  readonly speed: number | 'max';
  /** Everything before it happens at once. */
  readonly from?: Instant | undefined;
  readonly playing: boolean;
}

/** What a console trades on: a recording, a venue of `config/venues.json`, or the paper market. */
export interface MarketChoice {
  readonly venue?: VenueChoice | undefined;
  readonly replay?: ReplayChoice | undefined;
}

/** Puts another market in the place of the one at hand, once what is being answered is answered. */
export interface MarketSwitch {
  switchTo(choice: MarketChoice): void;
}
