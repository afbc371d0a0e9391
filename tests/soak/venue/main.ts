import { kite } from './kite.ts';
import { projectx } from './projectx.ts';
import { soakVenue, type VenueRound } from './soak.ts';
import { tt } from './tt.ts';
import { upstox } from './upstox.ts';

export const soakedVenues = [projectx, tt, kite, upstox] as const;

export interface VenueMainOptions {
  readonly kind: (typeof soakedVenues)[number];
  readonly faults: number;
  readonly seed: string;
  readonly minutes: number;
}

const FAULTS_OF_ROUND = 500;
const SETTLE_MILLISECONDS = 60_000;

/** `npm run soak -- --venue`: exits 1 when the desk and the exchange differed in anything. */
export async function venueMain({ kind, faults, seed, minutes }: VenueMainOptions): Promise<void> {
  const say = (text: string) => process.stdout.write(`${text}\n`);
  const onRound = ({ number, faults: sofar, settledMilliseconds, problems }: VenueRound) => {
    const settled = `settled in ${(settledMilliseconds / 1_000).toFixed(1)} s`;
    say(
      `${String(number).padStart(3)}  ${sofar} of ${faults} faults  ${settled}  ${problems.length === 0 ? 'whole' : 'BROKEN'}`,
    );
    for (const problem of problems) say(`     ${problem}`);
  };
  const result = await soakVenue({
    kind,
    faults,
    faultsOfRound: FAULTS_OF_ROUND,
    seed,
    milliseconds: minutes * 60_000,
    settleMilliseconds: SETTLE_MILLISECONDS,
    onRound,
  });
  const { rounds, counts, trades } = result;
  const broken = rounds.filter(({ problems }) => problems.length > 0).length;
  const total = rounds.at(-1)?.faults ?? 0;
  say(
    [
      `${total} faults in ${rounds.length} rounds with seed ${seed}, ${broken} broken.`,
      `${counts.orders} orders sent, ${counts.refusals} refused before they were; ${trades} executions at the exchange.`,
      `Killed ${counts.kills} times, closed ${counts.closes} times, ${counts.failedStarts} starts in vain.`,
      Object.entries(result.faults)
        .map(([kind_, count]) => `${kind_} ${count}`)
        .join(', '),
    ].join('\n'),
  );
  if (broken > 0 || total < faults) process.exitCode = 1;
}
