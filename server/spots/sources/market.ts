import { type MarketSettings, spotSourceName } from '../../../config/spots.ts';
import { marketSpot } from '../../../core/spot/market-spot.ts';
import type { BookState } from '../../../core/topics.ts';
import type { MakeSource } from '../source.ts';

/** The desk's own market, which is the replay's while a recording is played: asked when somebody wants to know. */
export const marketSource: MakeSource<MarketSettings> = (settings, instrument, { bus, clock }) => {
  const topic = `book.${instrument.id}`;
  let stop: (() => void) | undefined;
  return {
    name: spotSourceName(settings),
    about: `the ${settings.price === 'last' ? 'last trade' : settings.price} of the desk's own market`,
    clock,
    kept: false,
    said() {
      if (!bus.has(topic)) return { problem: `There is no market in ${instrument.id} at this venue.` };
      return marketSpot(bus.read<BookState>(topic), settings.price, instrument);
    },
    restore() {},
    start(changed) {
      stop ??= bus.onTouch((touched) => {
        if (touched === topic) changed();
      });
    },
    async stop() {
      stop?.();
      stop = undefined;
    },
    async look() {},
  };
};
