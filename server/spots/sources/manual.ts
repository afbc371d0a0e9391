import { spotSourceName } from '../../../config/spots.ts';
import type { Spot } from '../../../core/spot/state.ts';
import type { MakeSource, SpotSource } from '../source.ts';

/** What a person says; it changes when one says something else. */
export interface ManualSource extends SpotSource {
  state(spot: Spot): void;
  withdraw(): void;
}

export const isManual = (source: SpotSource): source is ManualSource => 'withdraw' in source;

export const manualSource: MakeSource<{ from: 'manual'; name?: string | undefined; oldAfterSeconds: number }> = (
  settings,
  _instrument,
  { clock },
): ManualSource => {
  let spot: Spot | undefined;
  const state = (stated: Spot): void => {
    spot = stated;
  };
  return {
    name: spotSourceName(settings),
    about: 'typed or pasted',
    clock,
    // whoever states a price waits until it is on disk, so the desk's record is not kept a second time
    kept: false,
    said: () => (spot ? { spot } : {}),
    restore: state,
    state,
    withdraw() {
      spot = undefined;
    },
    start() {},
    async stop() {},
    async look() {},
  };
};
