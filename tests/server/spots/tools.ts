import { createBus } from '../../../core/bus.ts';
import { ManualClock } from '../../../core/clock.ts';
import { priceToDecimal } from '../../../core/model/price.ts';
import { type Instant, instant } from '../../../core/model/time.ts';
import type { Said, SourceTools } from '../../../server/spots/source.ts';
import { friday } from '../desk/console.ts';

export interface TestTools extends SourceTools {
  readonly machine: ManualClock;
  readonly clock: ManualClock;
}

/** Clocks that a test moves, and no chance. */
export function testTools(environment: Record<string, string> = {}, at: Instant = friday): TestTools {
  return { bus: createBus(), clock: new ManualClock(at), machine: new ManualClock(at), environment, random: () => 0.5 };
}

/** What a source says, in one line: price, text, format, age in seconds, problem. */
export function line({ spot, problem }: Said, now: Instant): string {
  const said = spot
    ? `${priceToDecimal(spot.price)} ${spot.text} ${spot.format} ${Math.round((now - spot.stated) / 1e6)} s`
    : 'nothing';
  return problem === undefined ? said : `${said} | ${problem}`;
}

export const secondsLater = (at: Instant, seconds: number): Instant => instant(at + seconds * 1_000_000);
