import type { Pace } from '../own-orders/pace.ts';

export const usualPace: Pace = {
  look: { first: 250, longest: 5_000 },
  patience: { looks: 5, milliseconds: 30_000 },
  compare: { busy: 10_000, idle: 60_000 },
  grace: 2_000,
  quiet: 60_000,
  silence: 30_000,
  streams: 10_000,
};
