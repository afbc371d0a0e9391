import { z } from 'zod';
import { splitNamedText } from '../../core/spot/named-text.ts';
import type { InstrumentSpot } from '../../core/spot/state.ts';
import type { Desk } from '../desk/port.ts';
import { SpotRefused, type Spots } from './port.ts';
import { type SpotReport, spotReport } from './report.ts';

const name = z.string().min(1).max(60);

/** What a page, a program or a command may ask of the spot of one instrument. */
export const spotChange = z.union([
  z.strictObject({
    /** In any form; a name in front of it has to be the instrument's. */
    price: z.union([z.string().trim().min(1, 'write a price').max(60), z.number()]).transform(String),
    confirm: z.boolean().optional(),
  }),
  /** One of the sources, or null to leave it to their order. */
  z.strictObject({ source: name.nullable() }),
  z.strictObject({ withdraw: z.literal(true) }),
]);
export type SpotChange = z.infer<typeof spotChange>;

/** The spots as reports. */
export interface SpotAnswers {
  all(): readonly SpotReport[];
  /** Throws `UnknownName`. */
  one(instrument: string): SpotReport;
  /** Throws what `Spots` throws. */
  change(instrument: string, change: SpotChange): Promise<SpotReport>;
}

export function spotAnswers(spots: Spots, desk: Pick<Desk, 'instrument'>): SpotAnswers {
  const report = (spot: InstrumentSpot): SpotReport => spotReport(spot, desk.instrument(spot.instrument));
  const priceOf = (instrument: string, text: string): string => {
    const { name: given, price } = splitNamedText(text);
    if (given === undefined || price === '') return text;
    if (desk.instrument(given).id === desk.instrument(instrument).id) return price;
    throw new SpotRefused(`The text names ${given}, and this is the spot of ${desk.instrument(instrument).id}.`);
  };
  return {
    all: () => spots.state().spots.map(report),
    one: (instrument) => report(spots.of(instrument)),
    async change(instrument, change) {
      if ('withdraw' in change) return report(await spots.withdraw(instrument));
      if ('source' in change) return report(await spots.choose(instrument, change.source));
      const { price, confirm = false } = change;
      return report(await spots.set({ instrument, price: priceOf(instrument, price), confirm }));
    },
  };
}
