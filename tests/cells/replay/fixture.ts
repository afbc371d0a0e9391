import { type Instant, instant, MINUTE } from '../../../core/model/time.ts';
import type { ReplayState } from '../../../core/topics.ts';

const from = instant(Date.UTC(2013, 9, 7, 0, 0) * 1_000);

export const playedGold: ReplayState = {
  recording: { id: '0123456789abcdef', name: 'gold.csv.gz', from, to: instant(from + 120 * MINUTE) },
  run: 'replay-7',
  position: instant(from + 30 * MINUTE) as Instant,
  playing: true,
  speed: 60,
  ended: false,
  played: 1_200,
  total: 4_800,
  jumps: [{ from: instant(from + 5 * MINUTE), to: instant(from + 12 * MINUTE) }],
  matching: 'Orders fill when the market trades through them.',
  notes: ['The aggressor is inferred from the tick rule.'],
};
