import type { RefusalsState } from '../../core/topics.ts';
import type { Journal } from '../journal/port.ts';

const SHOWN_REFUSALS = 50;

export const refusalsState = (journal: Journal): RefusalsState => ({
  total: journal.counts().refusals,
  refusals: journal.refusals(SHOWN_REFUSALS).map(({ at, subject, reason }) => ({ at, subject, reason })),
});
