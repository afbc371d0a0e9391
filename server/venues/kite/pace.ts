import type { Pace } from '../own-orders/pace.ts';

/** The ticker sends a byte each second where it has nothing to say. */
export const usualPace: Pace = {
  look: { first: 60, longest: 5_000 },
  patience: { looks: 5, milliseconds: 30_000 },
  compare: { busy: 5_000, idle: 30_000 },
  grace: 2_000,
  quiet: 60_000,
  silence: 10_000,
  streams: 10_000,
};
