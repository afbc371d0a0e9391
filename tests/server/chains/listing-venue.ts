import { loadConfig } from '../../../config/load.ts';
import { tradeDate } from '../../../core/calendar/business-day.ts';
import type { Instrument } from '../../../core/model/instrument.ts';
import { priceFromDecimal } from '../../../core/model/price.ts';
import { instrumentRegistry } from '../../../core/model/registry.ts';
import { VenueProblem } from '../../../core/venue/books.ts';
import { MemoryVenue } from '../monitors/memory-venue.ts';
import { friday } from '../monitors/remote-console.ts';

const { instruments, calendars } = await loadConfig('config');
export const registry = instrumentRegistry(instruments, tradeDate('2026-11-20'), calendars);

const strikes = (root: string, day: string, from: number, to: number, step: number): Instrument[] =>
  Array.from({ length: (to - from) / step + 1 }, (_, index) => from + index * step).flatMap((strike) =>
    ['C', 'P'].map((right) => registry.resolve(`${root}${day}${right}${strike}`)),
  );

/** A venue that lists options on NIFTY in lots of its own. */
export class OptionVenue extends MemoryVenue {
  readonly followed: string[] = [];
  asked = 0;
  away = false;
  override readonly contracts = {
    search: async () => [],
    ofRoot: async (root: string): Promise<readonly Instrument[]> => {
      this.asked += 1;
      if (this.away) throw new VenueProblem('memory is away; look at its connection.');
      if (root !== 'NIFTY') return [];
      return [
        registry.resolve('NIFTY23NOV26F'),
        ...strikes('NIFTY', '20NOV26', 25_000, 25_100, 50),
        ...strikes('NIFTY', '23NOV26', 25_000, 27_000, 50),
        ...strikes('NIFTY', '01DEC26', 25_500, 26_500, 100),
      ].map((each) => ({ ...each, lot: 65 }));
    },
  };

  constructor() {
    super(friday);
  }

  async follow({ id }: Instrument): Promise<void> {
    this.followed.push(id);
    const at = { instrument: id, tsEvent: friday };
    const price = priceFromDecimal(id === 'NIFTY' ? '25722.4' : '101.05');
    setTimeout(() => {
      this.say({ type: 'trade', trade: { ...at, price, quantity: 65 as never, aggressor: 'buy' } });
      if (id !== 'NIFTY') this.say({ type: 'open_interest', ...at, contracts: 1_300 });
    }, 5);
  }
}
