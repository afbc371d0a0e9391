import type { VenueWords } from '../own-orders/words.ts';

export const words: VenueWords = { key: 'kite', name: 'Kite' };
