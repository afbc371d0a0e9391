import { parseArgs } from 'node:util';
import { type Round, soak } from './soak.ts';
import { soakedVenues, venueMain } from './venue/main.ts';

const usage = `Usage: npm run soak -- [--rounds 100] [--seed 1] [--minutes 30]
       npm run soak -- --venue projectx|tt|kite|upstox [--faults 10000] [--seed 1] [--minutes 30]`;

const wholeNumber = (text: string): number | undefined => (/^[1-9]\d{0,5}$/.test(text) ? Number(text) : undefined);

function line({ number, moment, startMilliseconds, orders, fills, problems }: Round, rounds: number): string {
  const when = 'milliseconds' in moment ? `${moment.type} +${moment.milliseconds} ms` : moment.type;
  const start = startMilliseconds === undefined ? 'killed in it' : `${Math.round(startMilliseconds)} ms`;
  const facts = `${orders} orders, ${fills} fills`;
  return `${String(number).padStart(3)}/${rounds}  start ${start.padEnd(12)}  killed at ${when.padEnd(18)}  ${facts}  ${problems.length === 0 ? 'whole' : 'BROKEN'}`;
}

/** `npm run soak`: kills a console under load and says after each kill what became of what it had acknowledged. Exits 1 when anything was lost or doubled. */
export async function main(args: readonly string[]): Promise<void> {
  const say = (text: string) => process.stdout.write(`${text}\n`);
  let values: { rounds: string; seed: string; minutes: string; faults: string; venue?: string };
  try {
    const text = (otherwise: string) => ({ type: 'string' as const, default: otherwise });
    ({ values } = parseArgs({
      args: [...args],
      options: {
        rounds: text('100'),
        seed: text('1'),
        minutes: text('30'),
        faults: text('10000'),
        venue: { type: 'string' },
      },
    }));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${usage}\n`);
    process.exitCode = 2;
    return;
  }
  const rounds = wholeNumber(values.rounds);
  const minutes = wholeNumber(values.minutes);
  const faults = wholeNumber(values.faults);
  const kind = soakedVenues.find(({ name }) => name === values.venue);
  if (values.venue !== undefined && kind === undefined) {
    process.stderr.write(`There is no venue "${values.venue}" to soak.\n${usage}\n`);
    process.exitCode = 2;
    return;
  }
  if (rounds === undefined || minutes === undefined || faults === undefined) {
    process.stderr.write(`Rounds, faults and minutes are whole numbers from 1.\n${usage}\n`);
    process.exitCode = 2;
    return;
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));
  if (kind) {
    await venueMain({ kind, faults, seed: values.seed, minutes });
    return;
  }
  const onRound = (round: Round) => {
    say(line(round, rounds));
    for (const problem of round.problems) say(`     ${problem}`);
  };
  const { rounds: done, told } = await soak({ rounds, seed: values.seed, milliseconds: minutes * 60_000, onRound });
  const starts = done.flatMap(({ startMilliseconds }) => startMilliseconds ?? []).sort((a, b) => a - b);
  const broken = done.filter(({ problems }) => problems.length > 0).length;
  const quantile = (q: number) => Math.round(starts[Math.min(starts.length - 1, Math.floor(q * starts.length))] ?? 0);
  const imports = [...told.imports.values()].filter(({ acknowledged }) => acknowledged).length;
  say(
    [
      `${done.length} of ${rounds} rounds with seed ${values.seed}, ${broken} broken.`,
      `Acknowledged: ${told.acknowledgedOrders().length} orders, ${told.cancels.size} cancels, ${imports} imports, ${told.saved} saves; ${told.fills.size} fills, ${told.calls.size} calls and ${told.errors.size} errors seen.`,
      `In the journal: ${done.at(-1)?.orders ?? 0} orders, ${done.at(-1)?.fills ?? 0} fills.`,
      `A start after a kill took ${quantile(0.5)} ms in the middle, ${quantile(1)} ms at the most.`,
      ...(told.surprises.length > 0
        ? [`${told.surprises.length} answers were refusals: ${told.surprises.slice(0, 5).join(' · ')}`]
        : []),
    ].join('\n'),
  );
  if (broken > 0 || told.surprises.length > 0 || done.length < rounds) process.exitCode = 1;
}
