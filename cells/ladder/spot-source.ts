import { formatAge } from '../../core/format.ts';
import type { Instrument } from '../../core/model/instrument.ts';
import type { Price } from '../../core/model/price.ts';
import type { SpotsState } from '../../core/spot/state.ts';
import type { LadderProps, ScenarioValue } from './schema.ts';

/** The word in place of a price that takes the instrument's spot, wherever that comes from. */
const SOURCE = 'source';

export const isSource = (spot: string | undefined): boolean => spot?.trim().toLowerCase() === SOURCE;

export interface SourcedSpot {
  readonly price: Price;
  readonly from: NonNullable<ScenarioValue['from']>;
}

/** The spot of an instrument with where it is from; undefined where no source has a price. */
export function sourcedSpot(state: SpotsState | undefined, { id }: Instrument): SourcedSpot | undefined {
  const found = state?.spots.find(({ instrument }) => instrument === id);
  if (!found?.used) return undefined;
  const { spot, source, age, state: freshness } = found.used;
  return { price: spot.price, from: { source, age: formatAge(age), old: freshness === 'old', why: found.why } };
}

/** Whether a ladder reads the spot sources: told so, or a scenario of which nobody said where its market is. */
export const readsSource = ({ spot }: LadderProps, isScenario: boolean): boolean =>
  isSource(spot) || (isScenario && (spot ?? '').trim() === '');
