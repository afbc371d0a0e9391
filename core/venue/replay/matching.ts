import type { RecordingInfo } from '../../replay/recording.ts';
import { BarRules } from './bar-rules.ts';
import type { Recorded, Rules } from './rules.ts';
import { ShownRules } from './shown-rules.ts';
import { TradedRules } from './traded-rules.ts';

/** How own orders are matched against a recording. */
export interface Matching {
  rules(recorded: Recorded): Rules;
  /** Whether stops have something to be set off by. */
  readonly stops: boolean;
  /** Whether an order can be told at once that nobody is there to trade with. */
  readonly shows: boolean;
  /** One sentence for the screen. */
  readonly about: string;
}

/** The best that a recording allows: its book or quotes, else its trades, else its bars. */
export function matchingOf({ events }: Pick<RecordingInfo, 'events'>): Matching {
  if (events.depth + events.quotes > 0) {
    const shown = events.depth > 0 ? 'the recorded book' : 'recorded quotes';
    return {
      rules: (recorded) => new ShownRules(recorded),
      stops: events.trades > 0,
      shows: true,
      about: `Your orders take what ${shown} showed and no more; at rest they wait behind what was shown at their price, and fill from trades at it or beyond it. Nothing you do moves the recorded market.`,
    };
  }
  if (events.trades > 0) {
    return {
      rules: (recorded) => new TradedRules(recorded),
      stops: true,
      shows: false,
      about:
        'Only trades were recorded: a market order fills at the next trades, and an order at rest only when the market trades through its price, each up to what traded. Nothing you do moves the recorded market.',
    };
  }
  return {
    rules: (recorded) => new BarRules(recorded),
    stops: true,
    shows: false,
    about:
      'Only bars were recorded: an order is matched from the next bar on, at its open or where the bar trades through its price, up to the volume; of a stop and a limit in one bar the stop is first. Nothing you do moves the recorded market.',
  };
}
