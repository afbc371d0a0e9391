import { z } from 'zod';

/** What comes as text: an update of an order, or a sentence. */
export const tickerMessage = z.object({ type: z.string(), data: z.unknown() });
