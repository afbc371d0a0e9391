import path from 'node:path';
import { loadConfig } from '../../config/load.ts';
import { tradeDateOf } from '../../core/calendar/session.ts';
import { ManualClock } from '../../core/clock.ts';
import { instrumentRegistry } from '../../core/model/registry.ts';
import { type Instant, MILLISECOND, SECOND } from '../../core/model/time.ts';
import { Random } from '../../core/random.ts';
import { FairValue } from '../../core/venue/paper/synthetic/fair.ts';
import { productOf, type SyntheticSettings } from '../../core/venue/paper/synthetic/settings.ts';
import { shapeOf } from '../../core/venue/paper/synthetic/shape.ts';
import { paperVenue } from '../../core/venue/paper/venue.ts';
import { projectRoot } from '../../server/paths.ts';
import { ordersBench } from './market-orders.ts';
import type { BenchRow } from './row.ts';
import { inTurns } from './turns.ts';

const start = Date.UTC(2026, 10, 23, 15) * MILLISECOND;
const stretch = 250 * SECOND;
const step = 25 * MILLISECOND;
const rounds = 9;

/** Events a second of the shipped paper market, all its instruments, against the draws that each of its actions takes and no books. */
export async function marketBench(): Promise<readonly BenchRow[]> {
  const config = await loadConfig(path.join(projectRoot, 'config'), {});
  const synthetic: SyntheticSettings = Object.fromEntries(
    config.market.instruments.map(({ root, ...product }) => [root, product]),
  );
  const registry = instrumentRegistry(config.instruments, tradeDateOf('cme', start as Instant));
  const instruments = config.market.instruments.map(({ root }) => registry.front(root));
  const clock = new ManualClock(start as Instant);
  const venue = paperVenue({ clock, instruments, seed: 7, idPrefix: 'B', synthetic });
  let events = 0;
  venue.onEvents((batch) => {
    events += batch.length;
  });
  await venue.connect();

  const random = new Random(7);
  const first = instruments[0];
  if (first === undefined) throw new Error('The shipped configuration has no market.');
  const shape = shapeOf(productOf(synthetic, first), first);
  const fair = new FairValue(shape, random.fork('fair'));
  let drawn = 0;
  let perRound = 0;
  const [ours = 0, peers = 0] = await inTurns(rounds, [
    () => {
      const before = events;
      const end = clock.now() + stretch;
      while (clock.now() < end) {
        clock.advance(step);
        venue.advance(clock.now());
      }
      perRound = events - before;
    },
    () => {
      for (let event = 0; event < perRound; event++) drawn += draws(random, fair);
    },
  ]);
  await venue.disconnect();
  if (!Number.isFinite(drawn)) throw new Error('The peer drew nothing.');
  const perSecond = (milliseconds: number) => perRound / (milliseconds / 1_000);
  return [
    {
      name: `paper market, ${instruments.length} instruments`,
      value: perSecond(ours),
      unit: 'events/s',
      peer: 'the same draws, no books',
      peerValue: perSecond(peers),
      ratio: peers / ours,
      aim: '>= 300,000',
    },
    ...(await ordersBench()),
  ];
}

/** What one action draws: when, the fair value, whether and where, how much. */
function draws(random: Random, fair: FairValue): number {
  const gap = random.exponential(SECOND / 40);
  fair.advance(gap / SECOND);
  const choices = random.uniform() + random.uniform() + random.uniform() + random.uniform();
  return choices + random.exponential(4) + random.exponential(3) + fair.ticks;
}
