import type { Random } from '../../../core/random.ts';
import type { Fault, FaultRule } from '../../../server/simulators/port.ts';
import type { Pace } from '../../../server/venues/own-orders/pace.ts';

export interface Places {
  /** Every call. */
  readonly calls: string;
  /** Calls that may be refused, with any of the statuses; one whose refusal ends a login is not among them. */
  readonly asked: readonly string[];
  readonly statuses: readonly Extract<Fault, { kind: 'status' }>['status'][];
  /** Calls whose answer may be no answer; every call unless told. */
  readonly unreadable?: readonly string[];
  /** Messages of orders. */
  readonly told: readonly string[];
  /** Messages of markets. */
  readonly market: string;
}

/** Milliseconds of the machine: what a venue is given in seconds, a simulator on a hurried clock is given in tenths. */
export function hurried(usual: Pace): Pace {
  return {
    ...usual,
    look: { first: 25, longest: 500 },
    patience: { looks: 3, milliseconds: 10_000 },
    compare: { busy: 1_000, idle: 3_000 },
    grace: 300,
  };
}

/** Everything that happens to calls and to streams, each as often as falls to it. */
export function usualFaults(
  random: Random,
  { calls, asked, statuses, unreadable = [calls], told, market }: Places,
): FaultRule[] {
  const at = (places: readonly string[], fault: Fault, most: number): FaultRule[] =>
    places.map((place) => ({ at: place, fault, share: most * random.uniform() }));
  return [
    ...at([calls], { kind: 'latency', milliseconds: 1, jitter: 60 }, 0.3),
    ...at([calls], { kind: 'clock_skew', milliseconds: random.integer(-20_000, 20_000) }, 0.05),
    ...asked.flatMap((place) => at([place], { kind: 'status', status: random.pick(statuses) }, 0.1)),
    ...at(asked, { kind: 'refused' }, 0.05),
    ...at(asked, { kind: 'token_lapsed' }, 0.02),
    ...at([calls], { kind: 'status', status: 429, retryAfter: 1 }, 0.01),
    ...at([calls], { kind: 'answer_lost' }, 0.1),
    ...at([calls], { kind: 'request_lost' }, 0.1),
    ...at(unreadable, { kind: 'malformed' }, 0.1),
    ...at(told, { kind: 'latency', milliseconds: 1, jitter: 200 }, 0.2),
    ...at(told, { kind: 'malformed' }, 0.1),
    ...at(told, { kind: 'duplicated' }, 0.1),
    ...at(told, { kind: 'missing' }, 0.1),
    ...at(told, { kind: 'reordered' }, 0.1),
    ...at(told, { kind: 'deaf', milliseconds: random.integer(100, 3_000) }, 0.005),
    ...at(told, { kind: 'cut' }, 0.005),
    ...at(told, { kind: 'half_open' }, 0.002),
    ...at([market], { kind: 'malformed' }, 0.02),
    ...at([market], { kind: 'missing' }, 0.01),
    ...at([market], { kind: 'cut' }, 0.0005),
  ];
}
