import { ManualClock } from '../../core/clock.ts';
import { priceFromDecimal } from '../../core/model/price.ts';
import { instant } from '../../core/model/time.ts';
import { paperVenue } from '../../core/venue/paper/venue.ts';
import { ZN } from '../core/venue/paper/instruments.ts';
import { venueConformance } from './venue.ts';

venueConformance('paper', async () => {
  const clock = new ManualClock(instant(1_795_000_000_000_000));
  const venue = paperVenue({ clock, instruments: [ZN], seed: 'conformance', idPrefix: 'p', synthetic: 'none' });
  return {
    venue,
    instrument: ZN.id,
    middle: priceFromDecimal('110.265625'),
    tick: ZN.tick,
    settle: async () => {
      clock.advance(1_000);
      venue.advance(clock.now());
    },
  };
});
