import { average } from './average-cost.ts';
import { fifo } from './fifo.ts';
import { highest } from './highest-cost.ts';
import { lifo } from './lifo.ts';
import type { LotMethod, LotMethodName } from './method.ts';

/** Every lot method by its name. */
export const lotMethods: Readonly<Record<LotMethodName, LotMethod>> = { fifo, lifo, average, highest };

/** The names, in the order in which they are offered. */
export const lotMethodNames: readonly LotMethodName[] = ['fifo', 'lifo', 'average', 'highest'];
