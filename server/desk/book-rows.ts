import type { BookState } from '../../core/topics.ts';
import type { BookRows } from '../analytics/port.ts';
import type { Desk } from './port.ts';

/** The live depth of an instrument as SQL reads it: `book.<instrument>`, best level first on both sides. */
export function bookRows(desk: Desk, instrument: string): BookRows | undefined {
  const topic = `book.${instrument}`;
  if (!desk.bus.has(topic)) return undefined;
  const { snapshot } = desk.bus.read<BookState>(topic);
  const side = (name: 'bid' | 'ask', levels: BookState['snapshot']['bids']): BookRows =>
    levels.map(({ price, quantity }, index) => ({ side: name, level: index + 1, price, quantity }));
  return [...side('bid', snapshot.bids), ...side('ask', snapshot.asks)];
}
