import type { VenueWords } from '../own-orders/words.ts';

export const words: VenueWords = { key: 'upstox', name: 'Upstox' };
