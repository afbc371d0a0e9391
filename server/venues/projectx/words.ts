import type { VenueWords } from '../own-orders/words.ts';

export const words: VenueWords = { key: 'projectx', name: 'the gateway' };
