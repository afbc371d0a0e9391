import { z } from 'zod';
import type { Clock } from '../../../core/clock.ts';
import { HOUR, type Instant } from '../../../core/model/time.ts';
import type { Problem, Row } from './answers.ts';

const segments = ['NSE_EQ', 'BSE_EQ', 'NSE_FO', 'BSE_FO', 'NCD_FO', 'BCD_FO', 'MCX_FO', 'NSE_COM'];
const inactive: ReadonlySet<string> = new Set(['MCX_FO', 'NSE_COM']);
const COOLING = 12 * HOUR;

const changes = z.array(z.object({ segment: z.string(), action: z.string() })).min(1);

/** Segments in which the user has stopped all trading. */
export class KillSwitch {
  readonly #clock: Clock;
  readonly #since = new Map<string, Instant>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  isDisabled = (segment: string): boolean => this.#since.has(segment);

  rows(): readonly Row[] {
    return segments.map((segment) => ({
      segment,
      segment_status: inactive.has(segment) ? 'INACTIVE' : 'ACTIVE',
      kill_switch_enabled: this.isDisabled(segment),
    }));
  }

  /** Changes all that are asked for, or none; gives those that were stopped now. `isHeld` says in which something is held. */
  change(body: unknown, isHeld: (segment: string) => boolean): readonly string[] | Problem {
    const read = changes.safeParse(body);
    if (!read.success) return { code: 'UDAPI100036', message: 'Invalid Input: an array of segment and action' };
    for (const { segment, action } of read.data) {
      if (!segments.includes(segment) || inactive.has(segment))
        return { code: 'UDAPI1186', path: 'segment', value: segment };
      if (action !== 'ENABLE' && action !== 'DISABLE') return { code: 'UDAPI1188', path: 'action', value: action };
      const since = this.#since.get(segment);
      if (action === 'DISABLE' && isHeld(segment)) return { code: 'UDAPI1184', path: 'segment', value: segment };
      if (action === 'ENABLE' && since !== undefined && this.#clock.now() < since + COOLING)
        return { code: 'UDAPI1185', path: 'segment', value: segment };
    }
    const stopped = read.data.filter(({ segment, action }) => action === 'DISABLE' && !this.isDisabled(segment));
    for (const { segment, action } of read.data) {
      if (action === 'ENABLE') this.#since.delete(segment);
    }
    for (const { segment } of stopped) this.#since.set(segment, this.#clock.now());
    return stopped.map(({ segment }) => segment);
  }
}
