import { limitsOf, type TtSettings } from './settings.ts';

const DAY_SECONDS = 86_400;
/** Of a day's calls; the rest is for monitors and people. */
const SHARE = 0.5;

/** Milliseconds between two looks. */
export interface Pace {
  readonly fills: number;
  readonly orders: number;
  readonly positions: number;
  readonly accounts: number;
  /** How many times longer they are than asked for, so that the looks of a day fit into the plan's calls. */
  readonly stretch: number;
}

export function paceOf(settings: TtSettings): Pace {
  const { fillsEverySeconds, ordersEverySeconds, positionsEverySeconds, accountsEverySeconds } = settings;
  const asked = [fillsEverySeconds, ordersEverySeconds, positionsEverySeconds, accountsEverySeconds];
  const calls = asked.reduce((sum, seconds) => sum + DAY_SECONDS / seconds, 0);
  const stretch = Math.max(1, calls / (limitsOf(settings).perDay * SHARE));
  const [fills = 0, orders = 0, positions = 0, accounts = 0] = asked.map((seconds) =>
    Math.ceil(seconds * 1_000 * stretch),
  );
  return { fills, orders, positions, accounts, stretch };
}
